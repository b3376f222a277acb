/** Decisions of reviewers: the moves of a collection that reviewers make, and those that one reviewer makes alone. */
import type { CollectionMove } from "../collections/collection-moves.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

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
