/** How long, and as long as what, a decision may be taken back. */
import { collectionStates, type ReviewDecision } from "@gradphoto/domain";
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { TaskRow } from "../core/review/decided.ts";
import type { collections } from "../infra/db/schema/index.ts";

const minuteMs = 60_000;

const approving: readonly ReviewDecision[] = ["approve", "grant-exception"];

export const isApproving = (decision: ReviewDecision): boolean => approving.includes(decision);

/** Of an approval. */
export const undoMinutes = collectionStates.in_review.moves.undo?.withinMinutes ?? 0;

/** Until when the student of a rejection is not told, by what is in force when it is made; null: told at once. */
export function holdUntil(inForce: InForce, decision: ReviewDecision, at: Date): Date | null {
  const holdMs = Math.round(inForce("decision-hold") * minuteMs);
  return decision === "reject" && holdMs > 0 ? new Date(at.getTime() + holdMs) : null;
}

/** Until when its reviewer may take it back; null: it stands, or is not decided. A known photo's hold ends by no job. */
export function undoUntil(task: TaskRow, now: Date): Date | null {
  const until = undoEnd(task);
  return until !== null && until >= now ? until : null;
}

function undoEnd({ kind, decision, at, heldUntil }: TaskRow): Date | null {
  if (kind === "second-look" || decision === null || at === null) return null;
  if (decision === "reject") return heldUntil;
  const { undo } = collectionStates[isApproving(decision) ? "approved" : "in_review"].moves;
  return undo?.withinMinutes === undefined ? null : new Date(at.getTime() + undo.withinMinutes * minuteMs);
}

type Where = Pick<typeof collections.$inferSelect, "state" | "submittedAttemptId" | "handedTo">;

/** Nobody has acted on it yet: its student knows nothing of a rejection, an approved photo has not left. */
export function hasNoEffectYet(task: TaskRow, { state, submittedAttemptId }: Where): boolean {
  if (task.undoneAt !== null || task.decision === null || submittedAttemptId !== task.attemptId) return false;
  return task.heldUntil !== null || (isApproving(task.decision) && state === "approved");
}

/** As far as its collection is concerned: a senior reviewer who was handed it has not acted either. */
export function mayBeUndone(task: TaskRow, collection: Where): boolean {
  if (task.kind !== "submission") return task.undoneAt === null;
  if (task.decision !== "escalate") return hasNoEffectYet(task, collection);
  return task.undoneAt === null && collection.state === "in_review" && collection.handedTo !== null;
}
