/** Decisions on leased tasks. Each is written once under its own id; for a submission, the collection then moves. */

import {
  type AuditAction,
  blindDecisions,
  canMove,
  collectionStates,
  isExplainedByNote,
  type ReviewDecision,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, ne, sql } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { CollectionRow } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { findFull } from "../core/collection/read-collection.ts";
import { consentRefusal } from "../core/collection/read-consents.ts";
import type { InForce } from "../core/configuration/read-configuration.ts";
import { exceptionEvidence, openWords, reviewWords, sealWords } from "../core/free-words.ts";
import type { TaskRow } from "../core/review/decided.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { auditEntries, collections, reviewTasks } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { holdRejection, rejectionReason } from "./held-rejections.ts";
import { presentDecided } from "./list-decisions.ts";
import { holdUntil, isApproving, undoUntil } from "./undo-until.ts";

type Made = ParsedInput<"decide">["body"];
type Decision = Made["decision"];
type Answer = RouteAnswer<"decide"> | Refusal;

export async function decide(
  deps: ReviewDeps,
  decisionId: string,
  made: Made,
  call: Call,
): Promise<Answer> {
  const { db, clock, configuration } = deps;
  const { decision } = made;
  if (
    decision.outcome === "reject" &&
    decision.words === undefined &&
    decision.reasons.some(isExplainedByNote)
  )
    return refuse("note-missing", {});
  return inTransaction(db, async (tx) => {
    const now = clock();
    const locked = await lockTask(tx, made.taskId);
    if (!locked) return refuse("not-found", {});
    const { task, collection } = locked;
    if (await isUsedElsewhere(tx, decisionId, task.id)) return refuse("decision-differs", {});
    if (task.decision !== null) return replayAnswer(tx, deps, task, { decisionId, made, call });
    const refusal =
      handRefusal(task, made, call, now) ??
      stateRefusal(task, collection, made, call) ??
      (await unopened(tx, task, made, call));
    if (refusal) return refusal;
    const inForce = await configuration.read(tx);
    const decided = { ...task, ...written(deps, task, decisionId, made, inForce, now) };
    const effect = await effects[task.kind](tx, deps, { task: decided, decision, call, inForce });
    if (effect) return effect;
    await tx.update(reviewTasks).set(decided).where(eq(reviewTasks.id, task.id));
    return present(tx, decided, deps);
  });
}

/** Locks the collection, then the task. Taking tasks and held rejections use the same sequence, to avoid deadlocks. */
export async function lockTask(tx: Transaction, taskId: string) {
  const whereThisTask = eq(reviewTasks.id, taskId);
  const [row] = await tx
    .select({ collectionId: reviewTasks.collectionId })
    .from(reviewTasks)
    .where(whereThisTask);
  if (!row) return null;
  const ofThis = eq(collections.id, row.collectionId);
  const [collection] = await tx.select().from(collections).where(ofThis).for("no key update");
  const [task] = await tx.select().from(reviewTasks).where(whereThisTask).for("update");
  return task && collection ? { task, collection } : null;
}

const isUsedElsewhere = async (
  tx: Transaction,
  decisionId: string,
  taskId: string,
): Promise<boolean> =>
  (await tx.$count(
    reviewTasks,
    and(eq(reviewTasks.decisionId, decisionId), ne(reviewTasks.id, taskId)),
  )) > 0;

interface RepeatedDecision {
  readonly decisionId: string;
  readonly made: Made;
  readonly call: Call;
}

/** Returns the stored decision for a retry after a lost response, or for the same decision from another tab. */
async function replayAnswer(
  tx: Transaction,
  deps: ReviewDeps,
  task: TaskRow,
  repeated: RepeatedDecision,
): Promise<Answer> {
  if (task.reviewerId !== staffOf(repeated.call)) return refuse("review-taken", {});
  const { decision } = repeated.made;
  if (task.decisionId !== repeated.decisionId) {
    if (task.undoneAt !== null) return refuse("review-lease-ended", {});
    return task.decision === decision.outcome
      ? present(tx, task, deps)
      : refuse("moved-meanwhile", {});
  }
  const words = openWords(deps.sealer, reviewWords, task);
  const isSame =
    task.decision === decision.outcome &&
    String(task.reasons) === String("reasons" in decision ? decision.reasons : []) &&
    words === (("words" in decision && decision.words) || null);
  return isSame ? present(tx, task, deps) : refuse("decision-differs", {});
}

/** Refuses anybody but the last reviewer, and a decision after the lease; one made in time may arrive late. */
function handRefusal(task: TaskRow, { madeAt }: Made, call: Call, now: Date): Refusal | null {
  if (task.reviewerId !== staffOf(call)) return refuse("review-taken", {});
  const { endsAt, leftAt } = task;
  const isInTime = endsAt !== null && (endsAt > now || new Date(madeAt) < endsAt);
  return isInTime && leftAt === null ? null : refuse("review-lease-ended", {});
}

function stateRefusal(
  task: TaskRow,
  { state, submittedAttemptId, handedTo }: CollectionRow,
  made: Made,
  call: Call,
): Refusal | null {
  const { outcome } = made.decision;
  const { role } = call.caller;
  if (made.attemptId !== task.attemptId) return refuse("moved-meanwhile", {});
  if (
    task.kind === "submission" &&
    (submittedAttemptId !== task.attemptId || !canMove(state, outcome, role))
  )
    return refuse("moved-meanwhile", {});
  // In another post of the same person, the task belongs to somebody else.
  const post = { submission: handedTo, honeypot: null, "second-look": "senior-reviewer" }[
    task.kind
  ];
  if (post !== null && post !== role) return refuse("forbidden", {});
  const isAllowed =
    task.kind === "second-look"
      ? blindDecisions.some((one) => one === outcome)
      : canMove("in_review", outcome, role);
  return isAllowed ? null : refuse("move-not-allowed", { state: collectionStates.in_review.label });
}

/**
 * Returns true if the reviewer has not opened the photo, in any post: nobody may approve such a photo. The audit log
 * records each picture fetched by its signed URL.
 */
async function unopened(
  tx: Transaction,
  { attemptId }: TaskRow,
  { decision }: Made,
  call: Call,
): Promise<Refusal | null> {
  if (!isApproving(decision.outcome)) return null;
  const looks = and(
    eq(auditEntries.subject, `attempt:${attemptId}`),
    eq(auditEntries.action, "look-at-picture" satisfies AuditAction),
    sql`split_part(${auditEntries.actor}, ':', 2) = ${staffOf(call)}`,
    sql`${auditEntries.details} @> '{"picture": "photo", "purpose": "review"}'`,
  );
  return (await tx.$count(auditEntries, looks)) > 0 ? null : refuse("photo-not-opened", {});
}

function written(
  { sealer }: ReviewDeps,
  task: TaskRow,
  decisionId: string,
  { decision, ...made }: Made,
  inForce: InForce,
  now: Date,
) {
  const takenAt = task.takenAt ?? now;
  const madeAt = new Date(
    Math.min(now.getTime(), Math.max(takenAt.getTime(), Date.parse(made.madeAt))),
  );
  const words = "words" in decision ? decision.words : undefined;
  return {
    decisionId,
    decision: decision.outcome,
    reasons: "reasons" in decision ? [...decision.reasons] : [],
    sealedWords: words === undefined ? null : sealWords(sealer, reviewWords, task.id, words),
    evidence:
      "evidence" in decision
        ? sealWords(sealer, exceptionEvidence, task.id, decision.evidence)
        : null,
    at: now,
    madeAt,
    lookMs: Math.min(made.lookMs, madeAt.getTime() - takenAt.getTime()),
    heldUntil: task.kind === "second-look" ? null : holdUntil(inForce, decision.outcome, now),
  };
}

interface Effect {
  readonly task: TaskRow & { readonly at: Date };
  readonly decision: Decision;
  readonly call: Call;
  readonly inForce: InForce;
}

type Act = (tx: Transaction, deps: ReviewDeps, effect: Effect) => Promise<Refusal | null>;

const nothing: Act = async () => null;

/** Effects of a decision besides its row. A refusal writes nothing. */
const effects: Readonly<Record<TaskRow["kind"], Act>> = {
  submission: async (tx, deps, { task, decision, call, inForce }) => {
    const { clock, sealer } = deps;
    const { collectionId, id: taskId } = task;
    if (isApproving(decision.outcome) && (await lacksConsent(tx, collectionId)))
      return refuse("consent-withdrawn", {});
    const actor = { role: call.caller.role, id: staffOf(call) };
    if (task.heldUntil)
      await holdRejection(tx, clock, { ...task, heldUntil: task.heldUntil, taskId, actor });
    else {
      const details = detailsOf(decision, taskId, sealer);
      const moved = await moveCollection(tx, clock, {
        collectionId,
        move: decision.outcome,
        actor,
        details,
      });
      if (isRefusal(moved)) return moved;
    }
    await drawSecondLook(tx, deps, inForce, task, decision.outcome);
    return null;
  },
  honeypot: nothing,
  "second-look": nothing,
};

/** Details of the move. Evidence may be medical, so the move refers only to the task that contains it sealed. */
function detailsOf(decision: Decision, taskId: string, sealer: ReviewDeps["sealer"]) {
  if (decision.outcome === "reject")
    return { reason: rejectionReason(decision.reasons, decision.words ?? null, sealer) };
  if (decision.outcome === "escalate") return { reason: { typed: decision.words, sealer } };
  return decision.outcome === "grant-exception" ? { evidence: taskId } : {};
}

async function lacksConsent(tx: Transaction, collectionId: string): Promise<boolean> {
  const full = await findFull(tx, collectionId);
  if (!full) throw new Error("A collection is gone in the middle of its review");
  return (await consentRefusal(tx, full.collection.accountId, full.project.schoolCode)) !== null;
}

async function drawSecondLook(
  tx: Transaction,
  { ids, sample }: ReviewDeps,
  inForce: InForce,
  task: Effect["task"],
  outcome: ReviewDecision,
): Promise<void> {
  if (!blindDecisions.some((one) => one === outcome) || !sample(inForce, "secondLook", task.id))
    return;
  const { collectionId, attemptId, submittedAt, dueAt, dueCertain, at } = task;
  const visible = { collectionId, attemptId, submittedAt, dueAt, dueCertain };
  await tx
    .insert(reviewTasks)
    .values({ id: ids(), kind: "second-look", ofTaskId: task.id, createdAt: at, ...visible })
    .onConflictDoNothing();
}

/** Presents the response to a decision. For a second look it includes the first decision, hidden until then. */
async function present(
  tx: Transaction,
  task: TaskRow,
  { sealer, clock, configuration }: ReviewDeps,
): Promise<RouteAnswer<"decide">> {
  const { id: taskId, decisionId, at, ofTaskId } = task;
  if (decisionId === null || at === null) throw new Error("A decision has no id or no time");
  const inForce = await configuration.read(tx, at);
  const until = undoUntil(task, inForce("decision-hold"), clock());
  const first = ofTaskId === null ? null : await presentDecided(tx, ofTaskId, sealer);
  return {
    decisionId,
    taskId,
    at: at.toISOString(),
    undoUntil: until?.toISOString() ?? null,
    first,
  };
}
