/** Conditions and time limits for undoing a decision. */
import { collectionStates, type ReviewDecision } from "@gradphoto/domain";
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { TaskRow } from "../core/review/decided.ts";
import type { collections } from "../infra/db/schema/index.ts";

const minuteMs = 60_000;

const approving: readonly ReviewDecision[] = ["approve", "grant-exception"];

export const isApproving = (decision: ReviewDecision): boolean => approving.includes(decision);

/** Minutes within which an approval can be undone. */
export const undoMinutes = collectionStates.in_review.moves.undo?.withinMinutes ?? 0;

/** End of the hold before a student learns of a rejection, by the configuration at the decision; null without one. */
export function holdUntil(inForce: InForce, decision: ReviewDecision, at: Date): Date | null {
  const holdMs = Math.round(inForce("decision-hold") * minuteMs);
  return decision === "reject" && holdMs > 0 ? new Date(at.getTime() + holdMs) : null;
}

/**
 * Returns the end of the period in which the reviewer may undo. Returns null when it is over or the task is undecided.
 * No job ends a honeypot's hold. `holdMin`: minutes of the hold in force at the decision, after which an approval is
 * delivered.
 */
export function undoUntil(task: TaskRow, holdMin: number, now: Date): Date | null {
  const until = undoEnd(task, holdMin);
  return until !== null && until >= now ? until : null;
}

function undoEnd({ kind, decision, at, heldUntil }: TaskRow, holdMin: number): Date | null {
  if (kind === "second-look" || decision === null || at === null) return null;
  if (decision === "reject") return heldUntil;
  const { undo } = collectionStates[isApproving(decision) ? "approved" : "in_review"].moves;
  if (undo?.withinMinutes === undefined) return null;
  const minutes = isApproving(decision)
    ? Math.min(undo.withinMinutes, holdMin)
    : undo.withinMinutes;
  return new Date(at.getTime() + Math.round(minutes * minuteMs));
}

type Where = Pick<typeof collections.$inferSelect, "state" | "submittedAttemptId" | "handedTo">;

/** True while the decision has no effect: the student is not notified, or the approved photo is not delivered. */
export function hasNoEffectYet(task: TaskRow, { state, submittedAttemptId }: Where): boolean {
  if (task.undoneAt !== null || task.decision === null || submittedAttemptId !== task.attemptId)
    return false;
  return task.heldUntil !== null || (isApproving(task.decision) && state === "approved");
}

/** Returns true if the collection allows an undo. For an escalation, the senior reviewer must not have acted either. */
export function mayBeUndone(task: TaskRow, collection: Where): boolean {
  if (task.kind !== "submission") return task.undoneAt === null;
  if (task.decision !== "escalate") return hasNoEffectYet(task, collection);
  return task.undoneAt === null && collection.state === "in_review" && collection.handedTo !== null;
}
