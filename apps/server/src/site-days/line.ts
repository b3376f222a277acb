/** State of the queue on site: the last number called, the number waiting, and the estimated wait from recent calls. */
import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { siteTickets } from "../infra/db/schema/index.ts";

export interface QueueStatus {
  /** The last number called; null before the first. */
  readonly nowCalled: number | null;
  readonly called: number;
  readonly waiting: number;
}

const { number, calledAt, voidedAt, siteDayId } = siteTickets;

export const whereWaiting = and(isNull(calledAt), isNull(voidedAt));

export async function readLine(db: Database | Transaction, ofDay: string): Promise<QueueStatus> {
  const lines = await readLines(db, [ofDay]);
  return lines(ofDay);
}

export async function readLines(
  db: Database | Transaction,
  ofDays: readonly string[],
): Promise<(siteDayId: string) => QueueStatus> {
  const rows = await db
    .select({
      ofDay: siteDayId,
      nowCalled: sql<number | null>`max(${number}) filter (where ${calledAt} is not null)`,
      called: sql<number>`(count(*) filter (where ${calledAt} is not null))::int`,
      waiting: sql<number>`(count(*) filter (where ${whereWaiting}))::int`,
    })
    .from(siteTickets)
    .where(inArray(siteDayId, [...ofDays]))
    .groupBy(siteDayId);
  const byDay = new Map(rows.map(({ ofDay, ...line }) => [ofDay, line]));
  return (ofDay) => byDay.get(ofDay) ?? { nowCalled: null, called: 0, waiting: 0 };
}

/** Number of calls, enough to average out one slow student, few enough to follow the current pace. */
const lastCalls = 10;
const minCalls = 3;
const minuteMs = 60_000;

/**
 * Estimates the wait by the median interval between calls, latest first. A lunch break, one long interval, does not
 * distort it. Returns null with too few calls.
 */
export function estimateMinutes(calledAts: readonly Date[], ahead: number): number | null {
  if (calledAts.length < minCalls) return null;
  const intervalsMs = calledAts.flatMap((at, n) => {
    const earlier = calledAts[n + 1];
    return earlier ? [at.getTime() - earlier.getTime()] : [];
  });
  return Math.ceil((median(intervalsMs) * (ahead + 1)) / minuteMs);
}

/**
 * Returns the median. For an even count it is the lower middle value, so that a break is ignored even among two
 * intervals.
 */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

export async function readCallTimes(db: Database, ofDay: string): Promise<readonly Date[]> {
  const rows = await db
    .select({ calledAt })
    .from(siteTickets)
    .where(and(eq(siteDayId, ofDay), isNotNull(calledAt)))
    .orderBy(desc(calledAt))
    .limit(lastCalls);
  return rows.flatMap((row) => row.calledAt ?? []);
}
