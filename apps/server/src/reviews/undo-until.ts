/** How long a decision may be taken back. */
import { collectionStates, type ReviewDecision } from "@gradphoto/domain";
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
