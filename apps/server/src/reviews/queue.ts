/** Order of waiting submissions in each of the reviewers' queues. */
import type { Role, TaskQueue } from "@gradphoto/domain";
import { and, asc, eq, isNull, not, type SQL, sql } from "drizzle-orm";
import { beijingDate } from "../core/days.ts";
import { waitsFor, whereAppealed, whereForOthersThan } from "../core/review/waiting-reviews.ts";
import type { Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";

/** The reviewer's selection: one project, or one school. undefined means all. */
export interface QueueFilter {
  readonly projectId?: string | undefined;
  readonly schoolCode?: string | undefined;
}

/** Condition on `collections`; undefined matches all. */
export const matchesQueueFilter = ({ projectId, schoolCode }: QueueFilter): SQL | undefined =>
  and(
    projectId === undefined ? undefined : eq(collections.projectId, projectId),
    schoolCode === undefined
      ? undefined
      : sql`${collections.projectId} in (select ${projects.id} from ${projects} where ${projects.schoolCode} = ${schoolCode})`,
  );

/** Condition on `collections` in any state: the photo has no findings, and the project allows contact sheets. */
export const fitsSheet: SQL = sql`${collections.reviewRisk} = 0 and ${collections.handedTo} is null
  and ${collections.projectId} in (select ${projects.id} from ${projects} where ${projects.sheetReview})
  and exists (select from ${attempts} where ${attempts.id} = ${collections.submittedAttemptId}
    and ${attempts.verdict} = 'pass' and ${isNull(attempts.seenAttemptId)})`;

export type SubmissionQueue = Exclude<TaskQueue, "second-looks">;

/** Conditions on `collections` for each queue. */
export const queueConditions: Readonly<Record<SubmissionQueue, SQL | undefined>> = {
  desk: not(whereAppealed),
  sheet: fitsSheet,
  appeals: whereAppealed,
};

export interface Reviewer extends QueueFilter {
  readonly id: string;
  readonly role: Role;
}

/** Order at the desk: first what only a senior reviewer decides, then by promised day, the riskiest of a day first. */
const deskOrder = [
  sql`${collections.handedTo} is null`,
  beijingDate(collections.reviewDueAt),
  sql`${collections.reviewRisk} desc`,
  asc(collections.reviewDueAt),
  asc(collections.id),
];
const oldestFirst = [asc(collections.submittedAt), asc(collections.id)];

export type WaitingRow = Pick<
  typeof collections.$inferSelect,
  "id" | "submittedAttemptId" | "submittedAt" | "reviewDueAt" | "reviewDueCertain" | "reviewRisk"
>;

export const nextInQueue = (
  tx: Transaction,
  queue: SubmissionQueue,
  { id, role, ...chosen }: Reviewer,
  count: number,
  now: Date,
): Promise<WaitingRow[]> =>
  tx
    .select({
      id: collections.id,
      submittedAttemptId: collections.submittedAttemptId,
      submittedAt: collections.submittedAt,
      reviewDueAt: collections.reviewDueAt,
      reviewDueCertain: collections.reviewDueCertain,
      reviewRisk: collections.reviewRisk,
    })
    .from(collections)
    .where(
      and(
        waitsFor(role, now),
        queueConditions[queue],
        matchesQueueFilter(chosen),
        not(whereForOthersThan(id, now)),
      ),
    )
    .orderBy(...(queue === "appeals" ? oldestFirst : deskOrder))
    .limit(count)
    // Weaker than the lock of a deletion, so that rows referenced at this moment, as by a message, are not skipped.
    .for("no key update", { of: collections, skipLocked: true });
