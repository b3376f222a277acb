/** Five-minute leases on tasks: renewed, released, moved from contact sheet to desk, or freed by a senior reviewer. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import type { TaskRow } from "../core/review/decided.ts";
import { inReview } from "../core/review/waiting-reviews.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, projects, reviewTasks, schools, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

const leaseMs = 5 * 60_000;

export const leaseEnd = (now: Date): Date => new Date(now.getTime() + leaseMs);

export const whereUndecidedTask = isNull(reviewTasks.decision);

const whereInOwnHand = (taskId: string, call: Call, now: Date) =>
  and(
    eq(reviewTasks.id, taskId),
    eq(reviewTasks.reviewerId, staffOf(call)),
    whereUndecidedTask,
    gt(reviewTasks.endsAt, now),
  );

export interface NewTask
  extends Pick<
    TaskRow,
    | "kind"
    | "collectionId"
    | "attemptId"
    | "honeypotId"
    | "submittedAt"
    | "dueAt"
    | "dueCertain"
    | "onSheet"
  > {
  readonly kind: "submission" | "honeypot";
}

/** Leases a task; returns null while another reviewer holds the lease. */
export async function leaseTask(
  tx: Transaction,
  { ids }: Pick<ReviewDeps, "ids">,
  task: NewTask,
  reviewerId: string,
  now: Date,
): Promise<TaskRow | null> {
  const { kind: _, ...visible } = task;
  const hand = { ...visible, reviewerId, endsAt: leaseEnd(now), leftAt: null };
  const whereOwnLease = sql`${reviewTasks.endsAt} > ${now} and ${reviewTasks.reviewerId} = ${reviewerId}`;
  const free = sql`${reviewTasks.endsAt} <= ${now} or ${reviewTasks.reviewerId} = ${reviewerId}`;
  const place =
    task.kind === "honeypot"
      ? {
          target: [reviewTasks.honeypotId, reviewTasks.reviewerId],
          targetWhere: sql`undone_at is null`,
        }
      : {
          target: reviewTasks.collectionId,
          targetWhere: sql`kind = 'submission' and decision is null`,
        };
  const [put] = await tx
    .insert(reviewTasks)
    .values({ id: ids(), kind: task.kind, createdAt: now, takenAt: now, ...hand })
    .onConflictDoUpdate({
      ...place,
      set: {
        ...hand,
        takenAt: sql`case when ${whereOwnLease} then ${reviewTasks.takenAt} else ${now} end`,
      },
      setWhere: free,
    })
    .returning();
  return put ?? null;
}

/** Moves a task from the caller's contact sheet to single view. */
export async function lookCloser(
  { db, clock }: ReviewDeps,
  taskId: string,
  call: Call,
): Promise<RouteAnswer<"lookCloser"> | Refusal> {
  const endsAt = leaseEnd(clock());
  const moved = await db
    .update(reviewTasks)
    .set({ onSheet: false, endsAt })
    .where(whereInOwnHand(taskId, call, clock()))
    .returning({ id: reviewTasks.id });
  if (moved.length > 0) return { leaseEndsAt: endsAt.toISOString() };
  const [row] = await db.select().from(reviewTasks).where(eq(reviewTasks.id, taskId));
  return !row || row.reviewerId === staffOf(call)
    ? refuse("review-lease-ended", {})
    : refuse("review-taken", {});
}

/** Releases a task, which is offered to other reviewers first. */
export async function releaseTask(
  { db, clock }: ReviewDeps,
  taskId: string,
  leftTo: "anyone" | "others",
  call: Call,
): Promise<RouteAnswer<"releaseTask">> {
  const now = clock();
  const ended = { endsAt: now, leftAt: leftTo === "others" ? now : null };
  await db
    .update(reviewTasks)
    .set(ended)
    .where(whereInOwnHand(taskId, call, now));
  return {};
}

/** Frees a task. The previous holder gets a refusal at the next request. */
export const endLease = (
  { db, clock }: ReviewDeps,
  taskId: string,
  call: Call,
): Promise<RouteAnswer<"endLease"> | Refusal> =>
  inTransaction(db, async (tx) => {
    const whereThisSubmission = and(eq(reviewTasks.id, taskId), eq(reviewTasks.kind, "submission"));
    const [task] = await tx.select().from(reviewTasks).where(whereThisSubmission).for("update");
    if (!task) return refuse("not-found", {});
    const now = clock();
    if (task.decision !== null || task.endsAt === null || task.endsAt <= now) return {};
    await tx.update(reviewTasks).set({ endsAt: now, leftAt: now }).where(whereThisSubmission);
    await appendAudit(
      tx,
      clock,
      auditActor(call),
      "review-freed",
      `collection:${task.collectionId}`,
      {
        heldBy: task.reviewerId,
      },
    );
    return {};
  });

/** Lists leased submissions for senior reviewers, who may return each to the queue. */
export async function listLeases(
  { db, clock, sealer }: ReviewDeps,
  query: ParsedInput<"listLeases">["query"],
): Promise<RouteAnswer<"listLeases">> {
  const now = clock();
  const whereLeased = and(
    eq(reviewTasks.kind, "submission"),
    inReview,
    whereUndecidedTask,
    gt(reviewTasks.endsAt, now),
  );
  const { rows, next } = await readPage(query, {
    key: byTime("earliest-first", reviewTasks.takenAt, reviewTasks.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({ task: reviewTasks, reviewer: staffNameColumns(staff), schoolName: schools.name })
        .from(reviewTasks)
        .innerJoin(staff, eq(staff.id, reviewTasks.reviewerId))
        .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(and(whereLeased, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ task }) => ({ at: task.takenAt ?? task.createdAt, id: task.id }),
  });
  const tasks = rows.map(({ task: { id, takenAt, endsAt, createdAt }, reviewer, schoolName }) => ({
    taskId: id,
    reviewer: staffName(sealer, reviewer),
    schoolName,
    takenAt: (takenAt ?? createdAt).toISOString(),
    endsAt: (endsAt ?? createdAt).toISOString(),
  }));
  return { tasks, next };
}
