/** Rows of some days in Beijing, both ends included, as a condition. */
import { and, gte, lt, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

export interface Days {
  /** `YYYY-MM-DD`; undefined: from the beginning, to the end. */
  readonly fromDay?: string | undefined;
  readonly untilDay?: string | undefined;
}

const dayMs = 86_400_000;

export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** Where the next one begins. */
export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + dayMs);

export const onDays = (at: PgColumn, { fromDay, untilDay }: Days): SQL | undefined =>
  and(
    fromDay === undefined ? undefined : gte(at, startOfDay(fromDay)),
    untilDay === undefined ? undefined : lt(at, endOfDay(untilDay)),
  );
