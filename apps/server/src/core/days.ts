/** Rows of some days in Beijing, both ends included, as a condition. */
import { endOfBeijingDay, startOfBeijingDay } from "@gradphoto/domain";
import { and, gte, lt, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

export interface Days {
  /** `YYYY-MM-DD`; undefined: from the beginning, to the end. */
  readonly fromDay?: string | undefined;
  readonly untilDay?: string | undefined;
}

/** The day of a moment in Beijing, within a statement. */
export const beijingDate = (at: SQLWrapper): SQL => sql`(${at} at time zone 'Asia/Shanghai')::date`;

export const onDays = (at: PgColumn, { fromDay, untilDay }: Days): SQL | undefined =>
  and(
    fromDay === undefined ? undefined : gte(at, startOfBeijingDay(fromDay)),
    untilDay === undefined ? undefined : lt(at, endOfBeijingDay(untilDay)),
  );
