/** Which second looks wait, for whom: conditions on `second_looks` joined with `reviews` and `attempts`. */
import { and, eq, isNull, lt, ne, or, type SQL } from "drizzle-orm";
import { attempts, reviews, secondLooks } from "../../infra/db/schema/index.ts";

/** Nobody looks twice at a decision of their own; whose picture is deleted is looked at by nobody. */
export const isOpenLook = (staffId: string): SQL | undefined =>
  and(
    isNull(secondLooks.decision),
    isNull(reviews.undoneAt),
    isNull(attempts.picturesDeletedAt),
    ne(reviews.reviewerId, staffId),
  );

/** In no other's hand. */
export const isFreeLook = (staffId: string, now: Date): SQL | undefined =>
  or(isNull(secondLooks.endsAt), lt(secondLooks.endsAt, now), eq(secondLooks.reviewerId, staffId));
