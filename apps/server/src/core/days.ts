/** Condition for rows within a range of Beijing days, both ends included. */
import { endOfBeijingDay, startOfBeijingDay } from "@gradphoto/domain";
import { and, gte, lt, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

export interface Days {
  /** Day as `YYYY-MM-DD`. undefined means that the range is open at this end. */
  readonly fromDay?: string | undefined;
  readonly untilDay?: string | undefined;
}

/** Returns the SQL expression for the Beijing date of a timestamp. */
export const beijingDate = (at: SQLWrapper): SQL => sql`(${at} at time zone 'Asia/Shanghai')::date`;

export const onDays = (at: PgColumn, { fromDay, untilDay }: Days): SQL | undefined =>
  and(
    fromDay === undefined ? undefined : gte(at, startOfBeijingDay(fromDay)),
    untilDay === undefined ? undefined : lt(at, endOfBeijingDay(untilDay)),
  );
