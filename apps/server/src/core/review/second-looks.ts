/** Which second looks wait, for whom: conditions on `review_tasks` of that kind, beside the decision that is looked at. */
import { and, eq, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { attempts, reviewTasks } from "../../infra/db/schema/index.ts";

export const lookedAt = alias(reviewTasks, "looked_at");

/** Its decision, and its photo; for `from review_tasks`. */
export const joinLookedAt = sql`join ${reviewTasks} ${sql.identifier("looked_at")} on ${lookedAt.id} = ${reviewTasks.ofTaskId}
  join ${attempts} on ${attempts.id} = ${reviewTasks.attemptId}`;

/** Nobody looks twice at a decision of their own; whose picture is deleted is looked at by nobody. */
export const isOpenLook = (staffId: string): SQL | undefined =>
  and(
    eq(reviewTasks.kind, "second-look"),
    isNull(reviewTasks.decision),
    isNull(lookedAt.undoneAt),
    isNull(attempts.picturesDeletedAt),
    ne(lookedAt.reviewerId, staffId),
  );

/** In no other's hand. */
export const isFreeLook = (staffId: string, now: Date): SQL | undefined =>
  or(isNull(reviewTasks.endsAt), lt(reviewTasks.endsAt, now), eq(reviewTasks.reviewerId, staffId));
