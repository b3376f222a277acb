/**
 * Held rejections: the student is not notified yet, the reviewer may undo, and nobody else decides. When the hold ends,
 * a job moves the collection and notifies the student.
 */
import {
  canMove,
  isReviewReason,
  type ReviewReasonCode,
  type Role,
  reviewReasons,
} from "@gradphoto/domain";
import { and, asc, eq, isNotNull, lte } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { isRefusal } from "../core/call.ts";
import { type Actor, type MoveReason, moveCollection } from "../core/collection/move-collection.ts";
import { openWords, reviewWords } from "../core/free-words.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, reviewTasks, staff, staffPosts } from "../infra/db/schema/index.ts";
import { type Delay, enqueue } from "../infra/jobs/enqueue.ts";
import type { JobWorks } from "../infra/jobs/run-jobs.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReviewDeps } from "./deps.ts";

interface Held {
  readonly taskId: string;
  readonly collectionId: string;
  readonly actor: Actor;
}

/** Holds a rejection, in the transaction that writes the decision. */
export async function holdRejection(
  tx: Transaction,
  clock: ReviewDeps["clock"],
  { taskId, at, heldUntil, ...held }: Held & { readonly at: Date; readonly heldUntil: Date },
): Promise<void> {
  await enqueue(
    tx,
    "notify-rejection",
    { taskId },
    { afterS: Math.ceil((heldUntil.getTime() - at.getTime()) / 1000) },
  );
  await noteHold(tx, clock, "rejection-held", { taskId, ...held });
}

const whereHeldSubmission = and(
  eq(reviewTasks.kind, "submission"),
  isNotNull(reviewTasks.heldUntil),
);

/** Returns true if a rejection is held, so that the student is not notified yet. */
export const isRejected = async (tx: Transaction, collectionId: string): Promise<boolean> =>
  (await tx.$count(
    reviewTasks,
    and(eq(reviewTasks.collectionId, collectionId), whereHeldSubmission),
  )) > 0;

/** Records in the audit log that a rejection is held or undone, in the transaction that does so. */
export const noteHold = (
  tx: Transaction,
  clock: ReviewDeps["clock"],
  action: "rejection-held" | "rejection-taken-back",
  { taskId, collectionId, actor }: Held,
): Promise<void> =>
  appendAudit(tx, clock, `${actor.role}:${actor.id}`, action, `collection:${collectionId}`, {
    review: taskId,
  });

/** Returns the reason in the collection's history. */
export function rejectionReason(
  reasons: readonly ReviewReasonCode[],
  words: string | null,
  sealer: Sealer,
): MoveReason {
  const labels = reasons.map((code) => reviewReasons[code].label.zh).join("、");
  return words === null ? { serverText: labels } : { typed: `${labels}：${words}`, sealer };
}

type ReleaseDeps = Pick<ReviewDeps, "db" | "clock" | "sealer">;

export const reviewJobs = (deps: ReleaseDeps): Pick<JobWorks, "notify-rejection"> => ({
  "notify-rejection": { run: ({ taskId }) => releaseRejection(deps, taskId) },
});

/** Finds held rejections that are overdue, each of which must have a job. */
export async function unfinishedRejections(db: Database, now: Date) {
  const late = db
    .select({ taskId: reviewTasks.id })
    .from(reviewTasks)
    .where(and(whereHeldSubmission, lte(reviewTasks.heldUntil, now)))
    .orderBy(asc(reviewTasks.heldUntil));
  return { "notify-rejection": await late };
}

async function releaseRejection(
  { db, clock, sealer }: ReleaseDeps,
  taskId: string,
): Promise<Delay | undefined> {
  const whereThisTask = and(eq(reviewTasks.id, taskId), whereHeldSubmission);
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .select({ task: reviewTasks, collection: collections, role: staff.role })
      .from(reviewTasks)
      .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
      .innerJoin(staff, eq(staff.id, reviewTasks.reviewerId))
      .where(whereThisTask)
      .for("update", { of: [collections, reviewTasks] });
    if (!row) return undefined;
    const { task, collection } = row;
    const { heldUntil, reviewerId, at } = task;
    if (heldUntil === null || reviewerId === null || at === null) return undefined;
    const now = clock();
    const earlyMs = heldUntil.getTime() - now.getTime();
    if (earlyMs > 0) return { afterS: Math.ceil(earlyMs / 1000) };
    const { submittedAttemptId, submittedAt } = collection;
    const isOfThis =
      submittedAttemptId === task.attemptId && submittedAt !== null && submittedAt <= at;
    const reasons = task.reasons.filter(isReviewReason);
    const moved =
      isOfThis &&
      (await moveCollection(tx, clock, {
        collectionId: collection.id,
        move: "reject",
        actor: {
          role: await rejectingRole(tx, reviewerId, row.role, collection.handedTo),
          id: reviewerId,
        },
        details: { reason: rejectionReason(reasons, openWords(sealer, reviewWords, task), sealer) },
      }));
    // Void when the submission was withdrawn or left meanwhile, or its reviewer lost the role: others then decide.
    const counts = moved !== false && !isRefusal(moved);
    await tx
      .update(reviewTasks)
      .set({ heldUntil: null, undoneAt: counts ? null : now })
      .where(eq(reviewTasks.id, taskId));
    return undefined;
  });
}

/**
 * Returns a post in which the reviewer may reject, preferring the one the task was handed to. Without any, the move is
 * refused.
 */
async function rejectingRole(
  tx: Transaction,
  staffId: string,
  first: Role,
  handedTo: string | null,
): Promise<Role> {
  const others = await tx
    .select({ role: staffPosts.role })
    .from(staffPosts)
    .where(eq(staffPosts.staffId, staffId));
  const may = [first, ...others.map(({ role }) => role)].filter((role) =>
    canMove("in_review", "reject", role),
  );
  return may.find((role) => role === handedTo) ?? may[0] ?? first;
}
