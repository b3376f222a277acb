/** One task as a reviewer sees it: masked, with the attempt's findings and earlier decisions. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { readReport } from "../core/attempt/read-report.ts";
import { type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { maskStudent } from "../core/collection/mask-student.ts";
import { openStudent } from "../core/collection/person.ts";
import { type FullCollection, presentSummary } from "../core/collection/present-collection.ts";
import { findFull } from "../core/collection/read-collection.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { openWords, reasonOfMove, reviewWords } from "../core/free-words.ts";
import type { TaskRow } from "../core/review/decided.ts";
import { attempts, collectionHistory, collections, reviewTasks } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReviewDeps } from "./deps.ts";
import { isMachineHidden } from "./sampler.ts";

export type Task = RouteAnswer<"readTask">;
type AttemptRow = typeof attempts.$inferSelect;

/** Reads a task for the reviewer who leases or decided it. A senior reviewer may read the task of any submission. */
export async function readTask(
  deps: ReviewDeps,
  taskId: string,
  call: Call,
): Promise<Task | Refusal<"not-found">> {
  const task = await findReadable(deps, taskId, call);
  return (task && (await showTask(deps, task, call))) ?? refuse("not-found", {});
}

async function findReadable(
  { db, clock }: ReviewDeps,
  taskId: string,
  call: Call,
): Promise<TaskRow | null> {
  const [task] = await db.select().from(reviewTasks).where(eq(reviewTasks.id, taskId));
  if (!task) return null;
  if (call.caller.role === "senior-reviewer" && task.kind === "submission") return task;
  const isOwnTask = task.reviewerId === staffOf(call);
  return isOwnTask && (task.decision !== null || isInHand(task, clock())) ? task : null;
}

const isInHand = ({ decision, endsAt }: TaskRow, now: Date): boolean =>
  decision === null && endsAt !== null && endsAt > now;

/** Presents a task; returns null when the report of a decided task is deleted. */
export async function showTask(deps: ReviewDeps, task: TaskRow, call: Call): Promise<Task | null> {
  const { db, clock, sealer, objects, signPictures, sample, configuration } = deps;
  const full = await findFull(db, task.collectionId);
  if (!full) return null;
  const { collection, school, person, project } = full;
  const ofCollection = eq(attempts.collectionId, task.collectionId);
  const all = await db.select().from(attempts).where(ofCollection).orderBy(asc(attempts.number));
  const attempt = all.find(({ id }) => id === task.attemptId);
  const report = attempt ? await readReport(objects, attempt) : null;
  if (!attempt || !report) {
    if (task.kind !== "submission" || task.decision !== null) return null;
    throw new Error("A submitted attempt is gone, or its report");
  }
  const { schoolName, categoryLabel, graduationYear } = presentSummary(full);
  const isUndecided = task.decision === null;
  const isHidden =
    isUndecided &&
    !task.onSheet &&
    isMachineHidden(sample, await configuration.read(db), collection, attempt.id);
  const isOwnLease = task.reviewerId === staffOf(call) && isInHand(task, clock());
  const about =
    task.kind === "submission"
      ? await readPast(deps, full, all, attempt)
      : blindTo(task, full, attempt);
  // Reviewers see no later events of tasks that they decided, neither for submissions nor for honeypots.
  const isPast = !isUndecided && task.reviewerId === staffOf(call);
  const seenBefore = isHidden
    ? null
    : await readEarlierUses(deps, attempt.seenAttemptId, collection.accountId, call);
  return {
    taskId: task.id,
    collectionId: task.collectionId,
    leaseEndsAt: (isOwnLease && task.endsAt?.toISOString()) || null,
    submittedAt: task.submittedAt.toISOString(),
    dueAt: task.dueAt.toISOString(),
    dueCertain: task.dueCertain,
    student: maskStudent(openStudent(person, sealer), school.name),
    project: {
      projectId: project.id,
      schoolName,
      categoryLabel,
      graduationYear,
      clothing: project.clothing,
    },
    specId: collection.specId,
    report: isHidden ? { ...report, verdict: "review", findings: [] } : report,
    machineHidden: isHidden,
    ...about,
    ...(isPast && { forSenior: false, handedOverBecause: null, handedOverBy: null }),
    // An earlier refusal of the same photo is part of the history as well.
    seenBefore: task.kind !== "submission" && seenBefore?.own ? null : seenBefore,
    decisions: await readDecisions(deps, task),
    pictures: await signPictures(attempt.id, call),
  };
}

const presentAttempt = ({ id, number, state, createdAt }: AttemptRow) => ({
  attemptId: id,
  number,
  state,
  createdAt: createdAt.toISOString(),
});

type Past = Pick<
  Task,
  "forSenior" | "attempt" | "earlierAttempts" | "handedOverBecause" | "handedOverBy"
>;

async function readPast(
  deps: ReviewDeps,
  { collection }: FullCollection,
  all: readonly AttemptRow[],
  attempt: AttemptRow,
): Promise<Past> {
  const handedOver = collection.handedTo === null ? null : await readHandOver(deps, collection.id);
  return {
    forSenior: collection.handedTo === "senior-reviewer",
    attempt: { ...presentAttempt(attempt), source: attempt.source, byRole: attempt.byRole },
    earlierAttempts: all.filter(({ number }) => number < attempt.number).map(presentAttempt),
    handedOverBecause: handedOver?.words ?? null,
    handedOverBy: handedOver?.move ?? null,
  };
}

/** Presents the task as an undecided first submission. The interval between photo and submission remains real. */
function blindTo(task: TaskRow, { collection }: FullCollection, attempt: AttemptRow): Past {
  const earlierMs = Math.max(
    0,
    (collection.submittedAt?.getTime() ?? 0) - attempt.createdAt.getTime(),
  );
  const createdAt = new Date(task.submittedAt.getTime() - earlierMs);
  return {
    forSenior: false,
    attempt: {
      ...presentAttempt({ ...attempt, number: 1, createdAt }),
      source: attempt.source,
      byRole: attempt.byRole,
    },
    earlierAttempts: [],
    handedOverBecause: null,
    handedOverBy: null,
  };
}

async function readEarlierUses(
  { db, signPictures }: ReviewDeps,
  seenAttemptId: string | null,
  accountId: string,
  call: Call,
): Promise<Task["seenBefore"]> {
  if (seenAttemptId === null) return null;
  const [seen] = await db
    .select({ createdAt: attempts.createdAt, accountId: collections.accountId })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(eq(attempts.id, seenAttemptId));
  if (!seen) return null;
  const { originalUrl } = await signPictures(seenAttemptId, call);
  return {
    own: seen.accountId === accountId,
    createdAt: seen.createdAt.toISOString(),
    originalUrl,
  };
}

/** Presents the reviewer's own decision with the typed text; empty for a task that is not decided. */
export function presentPast(task: TaskRow, sealer: Sealer): Task["decisions"] {
  const { decisionId, attemptId, decision, at, reasons, undoneAt } = task;
  if (decisionId === null || decision === null || at === null) return [];
  const words = openWords(sealer, reviewWords, task);
  const made = { decisionId, attemptId, decision, reasons: reasons.map(reasonWords), words };
  return [{ ...made, at: at.toISOString(), undone: undoneAt !== null }];
}

/** Reads the decisions on the same submission. For tasks without history, only the reader's own. */
async function readDecisions(
  { db, sealer }: ReviewDeps,
  task: TaskRow,
): Promise<Task["decisions"]> {
  const { kind, collectionId, reviewerId } = task;
  const ofThis = and(eq(reviewTasks.collectionId, collectionId), eq(reviewTasks.kind, kind));
  const own =
    kind === "submission" || reviewerId === null
      ? undefined
      : eq(reviewTasks.reviewerId, reviewerId);
  const rows = await db
    .select()
    .from(reviewTasks)
    .where(and(ofThis, own, isNotNull(reviewTasks.decision)))
    .orderBy(asc(reviewTasks.at));
  return rows.flatMap((row) => presentPast(row, sealer));
}

async function readHandOver({ db, sealer }: ReviewDeps, collectionId: string) {
  const [lastMove] = await db
    .select()
    .from(collectionHistory)
    .where(
      and(
        eq(collectionHistory.collectionId, collectionId),
        inArray(collectionHistory.move, ["escalate", "appeal", "recall"]),
        or(isNotNull(collectionHistory.reason), isNotNull(collectionHistory.sealedReason)),
      ),
    )
    .orderBy(desc(collectionHistory.id))
    .limit(1);
  return lastMove ? { move: lastMove.move, words: reasonOfMove(sealer, lastMove) } : null;
}

/** Reads an earlier photo of a student whose task the caller leases or decided. Each opened picture is recorded. */
export async function readEarlierPhoto(
  deps: ReviewDeps,
  { taskId, attemptId }: { readonly taskId: string; readonly attemptId: string },
  call: Call,
): Promise<RouteAnswer<"readEarlierPhoto"> | Refusal> {
  const task = await findReadable(deps, taskId, call);
  if (task?.kind !== "submission") return refuse("not-found", {});
  // Excludes the task's own photo. A honeypot has no earlier photos, so the difference would reveal it.
  const number = sql`(select number from ${attempts} where id = ${task.attemptId})`;
  const whereEarlier = and(
    eq(attempts.collectionId, task.collectionId),
    lt(attempts.number, number),
  );
  const [attempt] = await deps.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, attemptId), whereEarlier));
  if (!attempt) return refuse("not-found", {});
  const { createdAt } = attempt;
  const pictures = await deps.signPictures(attemptId, call);
  return { attemptId, number: attempt.number, createdAt: createdAt.toISOString(), ...pictures };
}
