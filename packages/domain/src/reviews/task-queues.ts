/** Where the photos that reviewers decide come from, and the queues they take them from. */

/** A second look judges a decided submission again; a honeypot is a photo whose answer is known. */
export const taskKinds = ["submission", "honeypot", "second-look"] as const;

export type TaskKind = (typeof taskKinds)[number];

/**
 * `desk`: one by one. `sheet`: photos without a finding, on a contact sheet. `appeals` and `second-looks`: of senior
 * reviewers, oldest first.
 */
export const taskQueues = ["desk", "sheet", "appeals", "second-looks"] as const;

export type TaskQueue = (typeof taskQueues)[number];

/** The most on one contact sheet. */
export const sheetPhotos = 12;

/** The most that one reviewer asks for at once: a contact sheet and the next one. */
export const handTasks = 2 * sheetPhotos;
