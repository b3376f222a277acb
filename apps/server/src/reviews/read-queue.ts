/** Size of the queue for the caller: total, due today, overdue, by project, and of each special queue. */
import { educationCategories, isReviewReason } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Call, staffOf } from "../core/call.ts";
import { beijingDate } from "../core/days.ts";
import { whereStandingDecision } from "../core/review/decided.ts";
import {
  originalTask,
  whereFreeLook,
  wherePendingSecondLook,
} from "../core/review/second-looks.ts";
import { waitsFor, whereAppealed } from "../core/review/waiting-reviews.ts";
import { readWithdrawnSheets } from "../core/review/withdrawn-sheets.ts";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections, projects, reviewTasks, schools } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { fitsSheet } from "./queue.ts";

type Queue = RouteAnswer<"takeTasks">["queue"];

export async function readQueue(
  deps: ReviewDeps,
  mostMissed: MostMissed,
  call: Call,
): Promise<Queue> {
  const { db, clock, configuration } = deps;
  const now = clock();
  const [waits, existing, inForce, secondLooks] = await Promise.all([
    db
      .select({
        projectId: projects.id,
        schoolCode: schools.code,
        schoolName: schools.name,
        educationCategory: projects.educationCategory,
        graduationYear: projects.graduationYear,
        ...countsOf(collections.reviewDueAt, now),
        forSenior: counted(sql`${collections.handedTo} is not null`),
        appeals: counted(whereAppealed),
      })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .innerJoin(schools, eq(schools.code, projects.schoolCode))
      .where(waitsFor(call.caller.role, now))
      .groupBy(projects.id, schools.code, schools.name)
      .orderBy(sql`min(${collections.reviewDueAt})`, asc(projects.id)),
    countHoneypotsAsTaken(db, staffOf(call), now),
    configuration.read(db),
    countSecondLooks(db, call, now),
  ]);
  const matches = waits.map((row) => ({ ...row, ...without(row, existing.get(row.projectId)) }));
  const sum = (of: (row: (typeof matches)[number]) => number): number =>
    matches.reduce((all, row) => all + of(row), 0);
  const missed = await mostMissed();
  const withdrawn = await readWithdrawnSheets(db, inForce, now, staffOf(call));
  const waitsOnSheets = sum(({ onSheet }) => onSheet);
  return {
    waiting: sum(({ waiting }) => waiting),
    dueToday: sum(({ dueToday }) => dueToday),
    overdue: sum(({ overdue }) => overdue),
    forSenior: sum(({ forSenior }) => forSenior),
    appeals: sum(({ appeals }) => appeals),
    secondLooks,
    projects: matches.map(({ educationCategory, forSenior, appeals, onSheet, ...project }) => ({
      ...project,
      categoryLabel: educationCategories[educationCategory],
      mostMissed: [...(missed.get(project.projectId) ?? [])],
    })),
    sheet: {
      state: withdrawn.length > 0 ? "withdrawn" : (await hasSheets(db)) ? "open" : "off",
      waiting: waitsOnSheets,
      leastLookMs: inForce("sheet-look"),
    },
  };
}

const counted = (condition: unknown) => sql<number>`(count(*) filter (where ${condition}))::int`;

function countsOf(dueAt: AnyPgColumn, now: Date) {
  const whereOverdue = sql`${dueAt} < ${now}`;
  return {
    waiting: sql<number>`count(*)::int`,
    dueToday: counted(
      sql`${beijingDate(dueAt)} = ${beijingDate(sql`${now}::timestamptz`)} and not ${whereOverdue}`,
    ),
    overdue: counted(whereOverdue),
    onSheet: counted(fitsSheet),
  };
}

type Counts = { readonly [Name in keyof ReturnType<typeof countsOf>]: number };

/** Subtracts counts, but never returns 0 while something waits, so that no reviewer stops too early. */
const without = (all: Counts, existing: Counts | undefined): Counts => {
  const less = (of: keyof Counts) =>
    Math.max(Math.min(all[of], 1), all[of] - (existing?.[of] ?? 0));
  return {
    waiting: less("waiting"),
    dueToday: less("dueToday"),
    overdue: less("overdue"),
    onSheet: less("onSheet"),
  };
};

/**
 * Counts the honeypots that the reviewer took, by project. They are subtracted from the displayed counts, so that
 * taking one reduces them like a real submission. Each drops out after ten minutes to four hours, as if another student
 * had submitted.
 */
async function countHoneypotsAsTaken(
  db: Database,
  reviewerId: string,
  now: Date,
): Promise<ReadonlyMap<string, Counts>> {
  const minutes = sql`(10 + get_byte(uuid_send(${reviewTasks.honeypotId}), 0))`;
  const whereTaken = sql`(${reviewTasks.decision} is not null or ${reviewTasks.endsAt} > ${now})
    and ${reviewTasks.takenAt} > ${now}::timestamptz - ${minutes} * interval '1 minute'
    and ${reviewTasks.takenAt} > ${now}::timestamptz - interval '5 hours'`;
  const rows = await db
    .select({ projectId: collections.projectId, ...countsOf(reviewTasks.dueAt, now) })
    .from(reviewTasks)
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .where(
      and(
        eq(reviewTasks.kind, "honeypot"),
        eq(reviewTasks.reviewerId, reviewerId),
        isNull(reviewTasks.undoneAt),
        whereTaken,
      ),
    )
    .groupBy(collections.projectId);
  return new Map(rows.map((row) => [row.projectId, row]));
}

const hasSheets = async (db: Database): Promise<boolean> =>
  (await db.$count(projects, eq(projects.sheetReview, true))) > 0;

async function countSecondLooks(db: Database, call: Call, now: Date): Promise<number> {
  if (call.caller.role !== "senior-reviewer") return 0;
  const me = staffOf(call);
  const [waiting] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(reviewTasks)
    .innerJoin(originalTask, eq(originalTask.id, reviewTasks.ofTaskId))
    .innerJoin(attempts, eq(attempts.id, reviewTasks.attemptId))
    .where(and(wherePendingSecondLook(me), whereFreeLook(me, now)));
  return waiting?.count ?? 0;
}

type Reasons = Queue["projects"][number]["mostMissed"];

/** Returns the most frequent reasons by project. */
export type MostMissed = () => Promise<ReadonlyMap<string, Reasons>>;

const missedDays = 30;
const maxVisible = 4;
const retentionMs = 10 * 60_000;

/** Reads the most frequent reasons by project within a month, recounted every ten minutes: each task requests them. */
export function createMostMissed({ db, clock }: Pick<ReviewDeps, "db" | "clock">): MostMissed {
  let stored: {
    readonly at: number;
    readonly counted: Promise<ReadonlyMap<string, Reasons>>;
  } | null = null;
  return () => {
    const at = clock().getTime();
    if (stored === null || at - stored.at >= retentionMs) {
      const counted = countMissed(db, new Date(at - missedDays * 86_400_000));
      stored = { at, counted };
      counted.catch(() => {
        stored = null;
      });
    }
    return stored.counted;
  };
}

async function countMissed(db: Database, since: Date): Promise<ReadonlyMap<string, Reasons>> {
  const reason = sql<string>`unnest(${reviewTasks.reasons})`;
  const rows = await db
    .select({ projectId: collections.projectId, reason, count: sql<number>`count(*)::int` })
    .from(reviewTasks)
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .where(
      and(whereStandingDecision, eq(reviewTasks.decision, "reject"), gt(reviewTasks.at, since)),
    )
    .groupBy(collections.projectId, reason)
    .orderBy(sql`count(*) desc`, reason);
  const matches = new Map<string, Reasons>();
  for (const { projectId, reason } of rows) {
    const reasons = matches.get(projectId) ?? [];
    if (isReviewReason(reason) && reasons.length < maxVisible)
      matches.set(projectId, [...reasons, reason]);
  }
  return matches;
}
