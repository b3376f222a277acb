/** Undoes decisions, by their reviewer or by a senior reviewer whose second look differs. The photo is leased again. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt, isNotNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Call, isRefusal, type Refusal, refuse, staffOf } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import type { TaskRow } from "../core/review/decided.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { reviewTasks } from "../infra/db/schema/index.ts";
import { lockTask } from "./decide.ts";
import type { ReviewDeps } from "./deps.ts";
import { isRejected, noteHold } from "./held-rejections.ts";
import { showTask } from "./show-task.ts";
import { leaseTask, whereUndecidedTask } from "./tasks.ts";
import { hasNoEffectYet, undoMinutes, undoUntil } from "./undo-until.ts";

const tooLate = refuse("undo-too-late", { minutes: undoMinutes });
/** Refusal codes of collections that have moved on. Their texts address students. */
const collectionMovedCodes: ReadonlySet<string> = new Set([
  "collection-frozen",
  "move-not-allowed",
]);

/** Undoes the reviewer's own decision. A retry after a lost response returns the leased task. */
export async function undoDecision(
  deps: ReviewDeps,
  decisionId: string,
  call: Call,
): Promise<RouteAnswer<"undoDecision"> | Refusal> {
  const { db, clock } = deps;
  const me = staffOf(call);
  const leased = await inTransaction(db, async (tx) => {
    const now = clock();
    const locked = await lockDecision(tx, decisionId);
    if (!locked || locked.task.reviewerId !== me) return refuse("not-found", {});
    const { task } = locked;
    if (task.undoneAt !== null) return (await findRenewedLease(tx, task, now)) ?? tooLate;
    const inForce = await deps.configuration.read(tx, task.at ?? now);
    if (undoUntil(task, inForce("decision-hold"), now) === null) return tooLate;
    // A senior reviewer is viewing the case that was handed to them.
    if (await isLeasedToOther(tx, task, me, now)) return refuse("review-taken", {});
    const refusal = await undoEffects[task.kind](tx, deps, task, call);
    if (refusal) return refusal;
    return leaseAgain(tx, deps, { task, undone: { heldUntil: null, undoneAt: now }, to: me });
  });
  return isRefusal(leased) ? leased : showLeased(deps, leased, call);
}

async function lockDecision(tx: Transaction, decisionId: string) {
  const [row] = await tx
    .select({ id: reviewTasks.id })
    .from(reviewTasks)
    .where(eq(reviewTasks.decisionId, decisionId));
  return row ? lockTask(tx, row.id) : null;
}

/** Condition for the lease that the reviewer received by the undo: same photo, same kind. */
const whereSamePhoto = ({ kind, collectionId }: TaskRow) =>
  and(eq(reviewTasks.kind, kind), eq(reviewTasks.collectionId, collectionId), whereUndecidedTask);

async function findRenewedLease(
  tx: Transaction,
  task: TaskRow,
  now: Date,
): Promise<TaskRow | null> {
  if (task.recalledBy !== null || task.reviewerId === null) return null;
  const own = and(
    whereSamePhoto(task),
    eq(reviewTasks.reviewerId, task.reviewerId),
    gt(reviewTasks.endsAt, now),
  );
  const [row] = await tx
    .select()
    .from(reviewTasks)
    .where(own)
    .orderBy(desc(reviewTasks.takenAt))
    .limit(1);
  return row ?? null;
}

const isLeasedToOther = async (
  tx: Transaction,
  task: TaskRow,
  me: string,
  now: Date,
): Promise<boolean> =>
  (await tx.$count(
    reviewTasks,
    and(
      whereSamePhoto(task),
      eq(reviewTasks.kind, "submission"),
      ne(reviewTasks.reviewerId, me),
      gt(reviewTasks.endsAt, now),
    ),
  )) > 0;

type UndoEffect = (
  tx: Transaction,
  deps: ReviewDeps,
  task: TaskRow,
  call: Call,
) => Promise<Refusal | null>;

const noEffect: UndoEffect = async () => null;

const undoEffects: Readonly<Record<TaskRow["kind"], UndoEffect>> = {
  submission: async (tx, { clock }, { id: taskId, collectionId, heldUntil }, call) => {
    const actor = { role: call.caller.role, id: staffOf(call) };
    if (heldUntil !== null) {
      await noteHold(tx, clock, "rejection-taken-back", { taskId, collectionId, actor });
      return null;
    }
    // A senior reviewer has rejected the case: the rejection is held, and nothing has moved yet.
    if (await isRejected(tx, collectionId)) return tooLate;
    const moved = await moveCollection(tx, clock, {
      collectionId,
      move: "undo",
      actor,
      details: {},
    });
    if (!isRefusal(moved)) return null;
    return collectionMovedCodes.has(moved.refused) ? tooLate : moved;
  },
  honeypot: noEffect,
  "second-look": noEffect,
};

interface UndoneTask {
  readonly task: TaskRow;
  readonly undone: Pick<TaskRow, "undoneAt"> & Partial<Pick<TaskRow, "heldUntil" | "recalledBy">>;
  readonly to: string;
}

async function leaseAgain(
  tx: Transaction,
  deps: ReviewDeps,
  { task, undone, to }: UndoneTask,
): Promise<TaskRow> {
  const { kind, collectionId, attemptId, honeypotId, submittedAt, dueAt, dueCertain } = task;
  if (kind === "second-look") throw new Error("A second look cannot be undone");
  await tx.update(reviewTasks).set(undone).where(eq(reviewTasks.id, task.id));
  const repeated = {
    kind,
    collectionId,
    attemptId,
    honeypotId,
    submittedAt,
    dueAt,
    dueCertain,
    onSheet: false,
  };
  const lease = await leaseTask(tx, deps, repeated, to, deps.clock());
  if (!lease) throw new Error("A submission that was decided is leased to somebody");
  return lease;
}

async function showLeased(deps: ReviewDeps, task: TaskRow, call: Call) {
  const visible = await showTask(deps, task, call);
  if (!visible) throw new Error("The undone decision has no photo any more");
  return { task: visible };
}

const secondLooks = alias(reviewTasks, "second_looks");

/** Undoes a decision for a senior reviewer, who decides again, as long as the decision has no effect yet. */
export async function recallDecision(
  deps: ReviewDeps,
  decisionId: string,
  call: Call,
): Promise<RouteAnswer<"recallDecision"> | Refusal> {
  const { db, clock } = deps;
  const seniorId = staffOf(call);
  const leased = await inTransaction(db, async (tx) => {
    const now = clock();
    const locked = await lockDecision(tx, decisionId);
    if (locked?.task.kind !== "submission") return refuse("not-found", {});
    const { task, collection } = locked;
    const otherwise = and(
      isNotNull(secondLooks.decision),
      ne(secondLooks.decision, task.decision ?? "approve"),
    );
    const [secondLook] = await tx
      .select()
      .from(secondLooks)
      .where(and(eq(secondLooks.ofTaskId, task.id), otherwise));
    if (!secondLook) return refuse("not-seen-otherwise", {});
    if (!hasNoEffectYet(task, collection)) return refuse("recall-too-late", {});
    const actor = { role: call.caller.role, id: seniorId };
    const details = { reason: { serverText: verdictWords(secondLook) } };
    const { collectionId } = task;
    const moved = await moveCollection(tx, clock, { collectionId, move: "recall", actor, details });
    if (isRefusal(moved)) return moved;
    const undone = { heldUntil: null, undoneAt: now, recalledBy: seniorId };
    return leaseAgain(tx, deps, { task, undone, to: seniorId });
  });
  return isRefusal(leased) ? leased : showLeased(deps, leased, call);
}

function verdictWords({ decision, reasons }: TaskRow): string {
  const labels = reasons.map((code) => reasonWords(code).label.zh).join("、");
  return decision === "reject" ? `抽查复核：不通过（${labels}）` : "抽查复核：通过";
}
