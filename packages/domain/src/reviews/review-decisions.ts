/** What reviewers decide: the moves of a collection that are theirs, and of them those that need nobody else. */
import type { CollectionMove } from "../collections/collection-moves.ts";

export const reviewDecisions = [
  "approve",
  "reject",
  "escalate",
  "grant-exception",
] as const satisfies readonly CollectionMove[];

export type ReviewDecision = (typeof reviewDecisions)[number];

/** Of a second look, and of a photo whose answer is known. */
export const blindDecisions = ["approve", "reject"] as const satisfies readonly ReviewDecision[];

export type BlindDecision = (typeof blindDecisions)[number];
