/** Review tasks: their kinds, the queues that reviewers take them from, and the decisions. */
import type { CollectionMove } from "../collections/collection-moves.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

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

/** The moves of a collection that reviewers make. */
export const reviewDecisions = [
  "approve",
  "reject",
  "escalate",
  "grant-exception",
] as const satisfies readonly CollectionMove[];

export type ReviewDecision = (typeof reviewDecisions)[number];

/** Labels of a decision that was made. Before that it has the label of its move, shortened on a button. */
export const reviewDecisionWords = {
  approve: { zh: "通过", en: "Approved" },
  reject: { zh: "不通过", en: "Rejected" },
  escalate: { zh: "转复核", en: "Handed to a senior reviewer" },
  "grant-exception": { zh: "按特殊情况通过", en: "Approved as an exception" },
} as const satisfies Readonly<Record<ReviewDecision, Bilingual>>;

export const isReviewDecision = isKeyOf(reviewDecisionWords);

/** Decisions of a second look and on a honeypot. */
export const blindDecisions = ["approve", "reject"] as const satisfies readonly ReviewDecision[];
