/** How long a decision may be taken back. */
import { collectionStates, type ReviewDecision } from "@gradphoto/domain";
import { isApproving } from "./decision.ts";

/** Until when the decision may be taken back; null for one that stands at once. */
export function undoUntil(decision: ReviewDecision, at: Date): Date | null {
  const minutes = collectionStates.approved.moves.undo?.withinMinutes;
  if (minutes === undefined || !isApproving({ decision })) return null;
  return new Date(at.getTime() + minutes * 60_000);
}
