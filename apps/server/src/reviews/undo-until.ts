/** How long, and as long as what, a decision may be taken back. */
import { collectionStates, type ReviewDecision } from "@gradphoto/domain";
import type { collections, reviews } from "../infra/db/schema/index.ts";
import { isApproving } from "./decision.ts";
import type { ReviewDeps } from "./deps.ts";

/** Until when the decision may be taken back; null for one that stands at once. */
export function undoUntil(
  { rejectionHoldMs }: Pick<ReviewDeps, "rejectionHoldMs">,
  decision: ReviewDecision,
  at: Date,
): Date | null {
  if (decision === "reject") return rejectionHoldMs === 0 ? null : new Date(at.getTime() + rejectionHoldMs);
  const { undo } = collectionStates[isApproving({ decision }) ? "approved" : "in_review"].moves;
  return undo?.withinMinutes === undefined ? null : new Date(at.getTime() + undo.withinMinutes * 60_000);
}

/** Nobody has acted on it yet: its student knows nothing of a rejection, an approved photo has not left. */
export function hasNoEffectYet(
  review: Pick<typeof reviews.$inferSelect, "decision" | "attemptId" | "heldUntil" | "undoneAt">,
  { state, submittedAttemptId }: Pick<typeof collections.$inferSelect, "state" | "submittedAttemptId">,
): boolean {
  if (review.undoneAt !== null || submittedAttemptId !== review.attemptId) return false;
  return review.heldUntil !== null || (isApproving(review) && state === "approved");
}
