/** The line in the corridor: who was called last, how many wait, and how long that takes by the pace of the last calls. */
import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { siteTickets } from "../infra/db/schema/index.ts";

export interface Line {
  /** The number called last; null before the first. */
  readonly nowCalled: number | null;
  readonly called: number;
  readonly waiting: number;
}

const { number, calledAt, siteDayId } = siteTickets;

export async function readLine(db: Database | Transaction, ofDay: string): Promise<Line> {
  const lines = await readLines(db, [ofDay]);
  return lines(ofDay);
}

export async function readLines(
  db: Database | Transaction,
  ofDays: readonly string[],
): Promise<(siteDayId: string) => Line> {
  const rows = await db
    .select({
      ofDay: siteDayId,
      nowCalled: sql<number | null>`max(${number}) filter (where ${calledAt} is not null)`,
      called: sql<number>`(count(*) filter (where ${calledAt} is not null))::int`,
      waiting: sql<number>`(count(*) filter (where ${calledAt} is null))::int`,
    })
    .from(siteTickets)
    .where(inArray(siteDayId, [...ofDays]))
    .groupBy(siteDayId);
  const byDay = new Map(rows.map(({ ofDay, ...line }) => [ofDay, line]));
  return (ofDay) => byDay.get(ofDay) ?? { nowCalled: null, called: 0, waiting: 0 };
}

/** Enough to even out one student who took long, few enough to follow the hour. */
const lastCalls = 10;
const fewestCalls = 3;
const minuteMs = 60_000;

/** By the calls' moments, latest first; null while they are too few to tell. */
export function aboutMinutes(calledAts: readonly Date[], before: number): number | null {
  const [last, first] = [calledAts[0], calledAts.at(-1)];
  if (!last || !first || calledAts.length < fewestCalls) return null;
  const paceMs = (last.getTime() - first.getTime()) / (calledAts.length - 1);
  return Math.ceil((paceMs * (before + 1)) / minuteMs);
}

export async function readPace(db: Database, ofDay: string): Promise<readonly Date[]> {
  const rows = await db
    .select({ calledAt })
    .from(siteTickets)
    .where(and(eq(siteDayId, ofDay), isNotNull(calledAt)))
    .orderBy(desc(calledAt))
    .limit(lastCalls);
  return rows.flatMap((row) => row.calledAt ?? []);
}
