/** Which of the submissions that wait comes next, in each of the queues that reviewers take from. */
import type { Role, TaskQueue } from "@gradphoto/domain";
import { and, asc, eq, isNull, not, type SQL, sql } from "drizzle-orm";
import { beijingDate } from "../core/days.ts";
import { isAppealed, isForOthersThan, waitsFor } from "../core/review/waiting-reviews.ts";
import type { Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";

/** What the reviewer chose to review: of one project, or of all of one school; undefined: of all. */
export interface Chosen {
  readonly projectId?: string | undefined;
  readonly schoolCode?: string | undefined;
}

/** Of `collections`; undefined: any of them. */
export const isChosen = ({ projectId, schoolCode }: Chosen): SQL | undefined =>
  and(
    projectId === undefined ? undefined : eq(collections.projectId, projectId),
    schoolCode === undefined
      ? undefined
      : sql`${collections.projectId} in (select ${projects.id} from ${projects} where ${projects.schoolCode} = ${schoolCode})`,
  );

/** Nothing was found on it, and its project allows sheets. Of `collections`, whatever became of them. */
export const fitsSheet: SQL = sql`${collections.reviewRisk} = 0 and ${collections.handedTo} is null
  and ${collections.projectId} in (select ${projects.id} from ${projects} where ${projects.sheetReview})
  and exists (select from ${attempts} where ${attempts.id} = ${collections.submittedAttemptId}
    and ${attempts.verdict} = 'pass' and ${isNull(attempts.seenAttemptId)})`;

export type SubmissionQueue = Exclude<TaskQueue, "second-looks">;

/** Of `collections`. */
export const isIn: Readonly<Record<SubmissionQueue, SQL | undefined>> = {
  desk: not(isAppealed),
  sheet: fitsSheet,
  appeals: isAppealed,
};

export interface Reviewer extends Chosen {
  readonly id: string;
  readonly role: Role;
}

/** First what a senior alone decides, where the caller is one; then by the day it was promised for, that day's riskiest first. */
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
    .where(and(waitsFor(role, now), isIn[queue], isChosen(chosen), not(isForOthersThan(id, now))))
    .orderBy(...(queue === "appeals" ? oldestFirst : deskOrder))
    .limit(count)
    // Not as for a deletion: what is only referred to at this moment, as by a message that goes out, is not passed over.
    .for("no key update", { of: collections, skipLocked: true });
