/** How long, and as long as what, a decision may be taken back. */
import { collectionStates, type ReviewDecision } from "@gradphoto/domain";
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { collections, reviews } from "../infra/db/schema/index.ts";
import { isApproving } from "./decision.ts";

const minuteMs = 60_000;

/** Of an approval. */
export const undoMinutes = collectionStates.in_review.moves.undo?.withinMinutes ?? 0;

/** Until when the student of a rejection is not told, by what is in force when it is made; null: told at once. */
export function holdUntil(inForce: InForce, decision: ReviewDecision, at: Date): Date | null {
  const holdMs = Math.round(inForce("decision-hold") * minuteMs);
  return decision === "reject" && holdMs > 0 ? new Date(at.getTime() + holdMs) : null;
}

export interface Made {
  readonly decision: ReviewDecision;
  readonly at: Date;
  /** Of a rejection: until when its student is not told. */
  readonly heldUntil: Date | null;
}

/** Until when the decision may be taken back; null for one that stands at once. */
export function undoUntil({ decision, at, heldUntil }: Made): Date | null {
  if (decision === "reject") return heldUntil;
  const { undo } = collectionStates[isApproving({ decision }) ? "approved" : "in_review"].moves;
  return undo?.withinMinutes === undefined ? null : new Date(at.getTime() + undo.withinMinutes * minuteMs);
}

/** Nobody has acted on it yet: its student knows nothing of a rejection, an approved photo has not left. */
export function hasNoEffectYet(
  review: Pick<typeof reviews.$inferSelect, "decision" | "attemptId" | "heldUntil" | "undoneAt">,
  { state, submittedAttemptId }: Pick<typeof collections.$inferSelect, "state" | "submittedAttemptId">,
): boolean {
  if (review.undoneAt !== null || submittedAttemptId !== review.attemptId) return false;
  return review.heldUntil !== null || (isApproving(review) && state === "approved");
}
