/** Leases tasks for a reviewer: renews the current leases and adds more from a queue, with honeypots among them. */
import { randomInt } from "node:crypto";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, gt, inArray, isNull, notExists, or, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { TaskRow } from "../core/review/decided.ts";
import {
  originalTask,
  whereFreeLook,
  wherePendingSecondLook,
} from "../core/review/second-looks.ts";
import { inReview } from "../core/review/waiting-reviews.ts";
import { readWithdrawnSheets } from "../core/review/withdrawn-sheets.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import {
  attempts,
  collections,
  honeypots,
  projects,
  reviewTasks,
} from "../infra/db/schema/index.ts";
import { addWorkingDays } from "../infra/working-days/working-days.ts";
import type { ReviewDeps } from "./deps.ts";
import {
  fitsSheet,
  matchesQueueFilter,
  nextInQueue,
  queueConditions,
  type Reviewer,
  type SubmissionQueue,
  type WaitingRow,
} from "./queue.ts";
import { type MostMissed, readQueue } from "./read-queue.ts";
import { showTask } from "./show-task.ts";
import { leaseEnd, leaseTask, whereUndecidedTask } from "./tasks.ts";

type Wanted = ParsedInput<"takeTasks">["body"];

export async function takeTasks(
  deps: ReviewDeps,
  mostMissed: MostMissed,
  { queue, count, except = [], ...chosen }: Wanted,
  call: Call,
): Promise<RouteAnswer<"takeTasks"> | Refusal> {
  const { db, clock, configuration } = deps;
  const reviewer = { id: staffOf(call), role: call.caller.role, ...chosen };
  const taken = await inTransaction(db, async (tx) => {
    const now = clock();
    const inForce = await configuration.read(tx);
    if (queue === "sheet" && (await readWithdrawnSheets(tx, inForce, now, reviewer.id)).length > 0)
      return null;
    if (queue === "second-looks") return takeSecondLooks(tx, reviewer, count, now);
    const renewed = await renewLeases(tx, queue, reviewer, except, now);
    return fillUp(tx, deps, { queue, reviewer, count, now, inForce }, renewed);
  });
  if (taken === null) return refuse("sheet-not-open", {});
  const tasks = await Promise.all(taken.map((task) => showTask(deps, task, call)));
  return {
    tasks: tasks.filter((task) => task !== null),
    queue: await readQueue(deps, mostMissed, call),
  };
}

const idsOf = (tasks: readonly { readonly id: string }[]): string[] => tasks.map(({ id }) => id);

/** An expired honeypot is renewed within this time: unlike a submission, it does not return through the queue. */
const comesBackMs = 30 * 60_000;

/** Renews the reviewer's leases. Leases of another project are released, except those of the tasks in `except`. */
async function renewLeases(
  tx: Transaction,
  queue: SubmissionQueue,
  { id, role: _, ...chosen }: Reviewer,
  except: readonly string[],
  now: Date,
): Promise<TaskRow[]> {
  const whereWaiting = and(inReview, eq(collections.submittedAttemptId, reviewTasks.attemptId));
  const whereOpen = or(
    queue === "appeals" ? undefined : eq(reviewTasks.kind, "honeypot"),
    and(
      eq(reviewTasks.kind, "submission"),
      whereWaiting,
      queue === "sheet" ? undefined : queueConditions[queue],
    ),
  );
  const since = new Date(now.getTime() - comesBackMs);
  const comesBack = and(
    eq(reviewTasks.kind, "honeypot"),
    isNull(reviewTasks.leftAt),
    gt(reviewTasks.endsAt, since),
  );
  const leased = await tx
    .select({ task: reviewTasks })
    .from(reviewTasks)
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .where(
      and(
        eq(reviewTasks.reviewerId, id),
        whereUndecidedTask,
        or(gt(reviewTasks.endsAt, now), comesBack),
        whereOpen,
        eq(reviewTasks.onSheet, queue === "sheet"),
        or(
          matchesQueueFilter(chosen) ?? sql`true`,
          except.length === 0 ? undefined : inArray(reviewTasks.id, [...except]),
        ),
      ),
    )
    .orderBy(asc(reviewTasks.dueAt), asc(reviewTasks.id))
    .for("update", { of: reviewTasks });
  const tasks = leased.map(({ task }) => ({ ...task, endsAt: leaseEnd(now) }));
  if (tasks.length > 0) {
    const whereTheseTasks = inArray(reviewTasks.id, idsOf(tasks));
    await tx
      .update(reviewTasks)
      .set({ endsAt: leaseEnd(now) })
      .where(whereTheseTasks);
  }
  return tasks;
}

interface Filling {
  readonly queue: SubmissionQueue;
  readonly reviewer: Reviewer;
  readonly count: number;
  readonly now: Date;
  readonly inForce: InForce;
}

async function fillUp(
  tx: Transaction,
  deps: ReviewDeps,
  filling: Filling,
  renewed: TaskRow[],
): Promise<TaskRow[]> {
  const { queue, reviewer, count, now, inForce } = filling;
  const tasks = [...renewed];
  for (let waits = true; waits && tasks.length < count; ) {
    const next = await nextInQueue(tx, queue, reviewer, count - tasks.length, now);
    waits = next.length > 0;
    for (const waiting of next) {
      if (tasks.length >= count) break;
      const honeypot = deps.sample(inForce, "honeypot", deps.ids())
        ? await takeHoneypot(tx, deps, filling, waiting)
        : null;
      if (honeypot) tasks.push(honeypot);
      if (tasks.length >= count) break;
      const task = await leaseTask(
        tx,
        deps,
        submissionOf(waiting, queue === "sheet"),
        reviewer.id,
        now,
      );
      if (task) tasks.push(task);
    }
  }
  return tasks;
}

function submissionOf(
  { id, submittedAttemptId, submittedAt, reviewDueAt, reviewDueCertain }: WaitingRow,
  onSheet: boolean,
) {
  if (submittedAttemptId === null || submittedAt === null || reviewDueAt === null)
    throw new Error("A collection in review has no submission");
  return {
    kind: "submission",
    collectionId: id,
    attemptId: submittedAttemptId,
    honeypotId: null,
    submittedAt,
    dueAt: reviewDueAt,
    dueCertain: reviewDueCertain,
    onSheet,
  } as const;
}

/** Minimum difference of two submission times, so that honeypots do not coincide with real ones. */
const apartMs = 5 * 60_000;

/** Leases a honeypot new to the reviewer, with a submission time and a risk like those of `neighbour`. */
async function takeHoneypot(
  tx: Transaction,
  deps: ReviewDeps,
  { queue, reviewer, now }: Filling,
  neighbour: WaitingRow,
): Promise<TaskRow | null> {
  if (queue === "appeals" || neighbour.submittedAt === null) return null;
  const { id, role: _, ...chosen } = reviewer;
  const whereOwn = and(
    eq(reviewTasks.attemptId, honeypots.attemptId),
    eq(reviewTasks.reviewerId, id),
  );
  // An undone answer has another row, which is leased or expired.
  const whereRequeuable = sql`(${reviewTasks.honeypotId} = ${honeypots.id} and (${reviewTasks.undoneAt} is not null
    or ${reviewTasks.decision} is null and ${reviewTasks.leftAt} is null and ${reviewTasks.endsAt} <= ${now}))`;
  const earlierTasks = tx
    .select({ id: reviewTasks.id })
    .from(reviewTasks)
    .where(and(whereOwn, sql`${whereRequeuable} is not true`));
  const whereAnotherWaits = sql`exists (select from collections other
    where other.project_id = ${collections.projectId} and other.state = 'in_review')`;
  const [fresh] = await tx
    .select({ honeypot: honeypots, reviewDays: projects.reviewDays })
    .from(honeypots)
    .innerJoin(attempts, eq(attempts.id, honeypots.attemptId))
    .innerJoin(collections, eq(collections.id, honeypots.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(
      and(
        isNull(honeypots.endedAt),
        isNull(attempts.picturesDeletedAt),
        matchesQueueFilter(chosen),
        queue === "sheet" ? fitsSheet : undefined,
        notExists(earlierTasks),
        whereAnotherWaits,
      ),
    )
    .orderBy(sql`abs(${collections.reviewRisk} - ${neighbour.reviewRisk})`, honeypots.createdAt)
    .limit(1);
  if (!fresh) return null;
  const { honeypot, reviewDays } = fresh;
  const submittedAt = new Date(neighbour.submittedAt.getTime() - randomInt(1000, apartMs));
  const { dueAt, certain: dueCertain } = addWorkingDays(submittedAt, reviewDays);
  const { id: honeypotId, collectionId, attemptId } = honeypot;
  const times = { submittedAt, dueAt, dueCertain };
  const task = {
    kind: "honeypot",
    collectionId,
    attemptId,
    honeypotId,
    ...times,
    onSheet: queue === "sheet",
  } as const;
  return leaseTask(tx, deps, task, id, now);
}

async function takeSecondLooks(
  tx: Transaction,
  { id, role }: Reviewer,
  count: number,
  now: Date,
): Promise<TaskRow[]> {
  if (role !== "senior-reviewer") return [];
  const matches = await tx
    .select({ id: reviewTasks.id })
    .from(reviewTasks)
    .innerJoin(originalTask, eq(originalTask.id, reviewTasks.ofTaskId))
    .innerJoin(attempts, eq(attempts.id, reviewTasks.attemptId))
    .where(and(wherePendingSecondLook(id), whereFreeLook(id, now)))
    .orderBy(asc(reviewTasks.createdAt), asc(reviewTasks.id))
    .limit(count)
    .for("update", { of: reviewTasks, skipLocked: true });
  if (matches.length === 0) return [];
  const whereTheseMatches = inArray(reviewTasks.id, idsOf(matches));
  const hand = { reviewerId: id, endsAt: leaseEnd(now), takenAt: now, leftAt: null };
  const taken = await tx.update(reviewTasks).set(hand).where(whereTheseMatches).returning();
  return taken.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
}
