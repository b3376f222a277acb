/** What reviewers decide: the moves of a collection that are theirs, and of them those that need nobody else. */
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

/** Once it is made; before, it is called as its move, on a button in short. */
export const reviewDecisionWords = {
  approve: { zh: "通过", en: "Approved" },
  reject: { zh: "不通过", en: "Rejected" },
  escalate: { zh: "转复核", en: "Handed to a senior reviewer" },
  "grant-exception": { zh: "按特殊情况通过", en: "Approved as an exception" },
} as const satisfies Readonly<Record<ReviewDecision, Bilingual>>;

export const isReviewDecision = isKeyOf(reviewDecisionWords);

/** Of a second look, and of a photo whose answer is known. */
export const blindDecisions = ["approve", "reject"] as const satisfies readonly ReviewDecision[];

export type BlindDecision = (typeof blindDecisions)[number];
