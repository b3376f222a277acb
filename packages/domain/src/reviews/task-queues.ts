/** Kinds of review tasks, and the queues that reviewers take them from. */

/** A second look judges a decided submission again; a honeypot is a photo with a known correct decision. */
export const taskKinds = ["submission", "honeypot", "second-look"] as const;

/**
 * `desk`: one by one. `sheet`: photos without findings, on a contact sheet. `appeals` and `second-looks`: for senior
 * reviewers, oldest first.
 */
export const taskQueues = ["desk", "sheet", "appeals", "second-looks"] as const;

export type TaskQueue = (typeof taskQueues)[number];

/** Maximum number of photos on one contact sheet. */
export const maxSheetPhotos = 12;

/** Maximum number of tasks that one reviewer leases at once: a contact sheet and the next one. */
export const maxLeasedTasks = 2 * maxSheetPhotos;
