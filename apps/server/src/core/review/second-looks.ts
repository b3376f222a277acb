/** Conditions on `review_tasks` for pending second looks and their reviewers, joined with the original decision. */
import { and, eq, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { attempts, reviewTasks } from "../../infra/db/schema/index.ts";

export const originalTask = alias(reviewTasks, "original_task");

/** Joins the original decision and its photo; for `from review_tasks`. */
export const joinOriginalTask = sql`join ${reviewTasks} ${sql.identifier("original_task")} on ${originalTask.id} = ${reviewTasks.ofTaskId}
  join ${attempts} on ${attempts.id} = ${reviewTasks.attemptId}`;

/** Pending second look of this reviewer: never of an own decision, nor of a photo whose picture is deleted. */
export const wherePendingSecondLook = (staffId: string): SQL | undefined =>
  and(
    eq(reviewTasks.kind, "second-look"),
    isNull(reviewTasks.decision),
    isNull(originalTask.undoneAt),
    isNull(attempts.picturesDeletedAt),
    ne(originalTask.reviewerId, staffId),
  );

/** Condition for a look that no other reviewer leases. */
export const whereFreeLook = (staffId: string, now: Date): SQL | undefined =>
  or(isNull(reviewTasks.endsAt), lt(reviewTasks.endsAt, now), eq(reviewTasks.reviewerId, staffId));
