/** Clock skew between this process and the database, and the check which of the two is wrong. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Database } from "../db/database.ts";
import type { Log } from "../log.ts";
import { shareProbe } from "../share-probe.ts";

/**
 * Clock skew beyond which payment providers and stores refuse signatures, so that payments and uploads fail at such a
 * process.
 */
const signatureWindowMs = 5 * 60_000;
/** Period in which a process with a heartbeat counts as alive. */
const aliveFor = sql`interval '1 minute'`;

export interface ClockState {
  /** Milliseconds ahead, negative if behind. null if the database does not answer. */
  readonly aheadMs: number | null;
  /**
   * True if this clock is outside the window and the database's clock is right: at least one, and at least half, of the
   * live processes are inside.
   */
  readonly isOff: boolean;
}

const unknown: ClockState = { aheadMs: null, isOff: false };
const clockRow = z.tuple([z.object({ ms: z.coerce.number(), others: z.boolean() })]);

/** Reads the skew by comparing with the middle of the query, assuming equal latency in both directions. */
export async function readClockState(db: Database, clock: Clock): Promise<ClockState> {
  const start = clock().getTime();
  const { rows } = await db.execute(
    sql`select extract(epoch from clock_timestamp()) * 1000 as ms,
               (select count(*) filter (where is_right) >= greatest(1, count(*) filter (where not is_right))
                  from (select abs((facts->>'clockAheadMs')::numeric) < ${signatureWindowMs} as is_right
                          from processes where seen_at > clock_timestamp() - ${aliveFor}) alive) as others`,
  );
  const [{ ms, others }] = clockRow.parse(rows);
  const aheadMs = Math.round((start + clock().getTime()) / 2 - ms);
  return { aheadMs, isOff: Math.abs(aheadMs) >= signatureWindowMs && others };
}

export const createClockState = (db: Database, clock: Clock): (() => Promise<ClockState>) =>
  shareProbe(() => readClockState(db, clock).catch(() => unknown), {
    cachedMs: 10_000,
    timeoutMs: 5000,
    late: unknown,
  });

type ReadClock = () => Promise<ClockState>;

/** Waits until the clock is right. Throws an Error with instructions on timeout. */
export async function waitForRightClock(
  readClock: ReadClock,
  log: Pick<Log, "warn">,
  { forMs, everyMs } = { forMs: 60_000, everyMs: 5000 },
): Promise<void> {
  const endsAt = performance.now() + forMs;
  for (let state = await readClock(); state.isOff; state = await readClock()) {
    const words = `这台机器的时钟与数据库相差 ${secondsOf(state)} 秒，请启用时间同步 / The clock of this machine is ${secondsOf(state)} s from the database's: switch time synchronisation on`;
    if (performance.now() + everyMs > endsAt) throw new Error(words);
    log.warn(words);
    await pause(everyMs);
  }
}

/**
 * Calls `end` once when the clock goes wrong, because most proxies do not check readiness. Returns a function that
 * stops watching.
 */
export function endOnWrongClock(
  readClock: ReadClock,
  end: (state: ClockState) => void,
  everyMs = 10_000,
): () => void {
  const timer = setInterval(async () => {
    const state = await readClock();
    if (!state.isOff) return;
    clearInterval(timer);
    end(state);
  }, everyMs).unref();
  return () => clearInterval(timer);
}

export const secondsOf = ({ aheadMs }: ClockState): number => Math.round((aheadMs ?? 0) / 1000);
