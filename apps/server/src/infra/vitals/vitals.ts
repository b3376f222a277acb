/**
 * Heartbeat of each process, written every few seconds, so that any other process can report the health of the service.
 */
import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Clock, Ids } from "../clock.ts";
import type { Database } from "../db/database.ts";
import { processes } from "../db/schema/index.ts";
import { faultFields, type Log } from "../log.ts";
import { type RecentResults, recentResultsSchema } from "../metrics/recent-results.ts";
import { readClockState } from "./clock-state.ts";

const facts = recentResultsSchema.extend({
  /** Milliseconds ahead of the database's clock; negative if behind. */
  clockAheadMs: z.int(),
  /** Disk of the picture folder, or null if pictures are in a bucket. */
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
});

type Facts = z.output<typeof facts>;

export interface Vitals extends Facts {
  readonly processId: string;
  readonly kind: string;
  readonly host: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Time since the last heartbeat, by the database's clock. */
  readonly silentMs: number;
}

const everyMs = 3000;
/** A heartbeat within this time is on time. */
const inTimeMs = 2 * everyMs;
/** Time that silent processes stay in the table, so that the health page can report them. */
const heldFor = sql`interval '1 day'`;

export interface HeartbeatDeps {
  readonly kind: "api" | "worker";
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Folder of the pictures, or null if they are in a bucket. */
  readonly folder: string | null;
  readonly recentResults: () => RecentResults;
  /**
   * Runs after each heartbeat that follows one on time. After an outage of the database, other processes get time for
   * theirs first.
   */
  readonly sweep?: () => Promise<unknown>;
}

/**
 * Writes heartbeats until the returned function is called, which removes the process from the table. A process that is
 * killed, or stops during a database outage, stays in the table as silent.
 */
export function writeHeartbeat(deps: HeartbeatDeps): () => Promise<void> {
  const { db, clock, ids, log, sweep } = deps;
  const id = ids();
  const startedAt = clock();
  const stopping = new AbortController();
  const { signal } = stopping;
  let beatAtMs: number | null = null;
  const liveOnce = async (): Promise<void> => {
    const start = beatAtMs;
    await beat(deps, id, startedAt);
    beatAtMs = performance.now();
    if (start !== null && beatAtMs - start < inTimeMs) await sweep?.();
  };
  const live = async (): Promise<void> => {
    while (!signal.aborted) {
      await liveOnce().catch((error: unknown) => {
        log.warn(faultFields(error), "a sign of life was not written; the next one is");
      });
      await pause(everyMs, undefined, { signal }).catch(() => {});
    }
  };
  const living = live();
  return async () => {
    stopping.abort();
    await living;
    try {
      await db.delete(processes).where(eq(processes.id, id));
    } catch (error) {
      log.warn(faultFields(error), "a process that stops stays on the list, silent");
    }
  };
}

async function beat(
  { kind, db, clock, folder, recentResults }: HeartbeatDeps,
  id: string,
  startedAt: Date,
): Promise<void> {
  const now: Facts = {
    ...recentResults(),
    clockAheadMs: (await readClockState(db, clock)).aheadMs ?? 0,
    disk: folder === null ? null : ((await spaceOf(folder)) ?? (await spaceOf(dirname(folder)))),
  };
  const changing = { seenAt: sql`clock_timestamp()`, facts: now };
  await db
    .insert(processes)
    .values({ id, kind, host: hostname(), startedAt, ...changing })
    .onConflictDoUpdate({ target: processes.id, set: changing });
  await db.delete(processes).where(lt(processes.seenAt, sql`clock_timestamp() - ${heldFor}`));
}

/** Returns the space of the disk, or null if there is no such folder, as before the first picture. */
async function spaceOf(folder: string): Promise<Facts["disk"]> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Reads all processes, sorted by kind, then by start time. */
export async function readVitals(db: Database): Promise<readonly Vitals[]> {
  const rows = await db
    .select({
      row: processes,
      silentMs: sql`extract(epoch from clock_timestamp() - ${processes.seenAt}) * 1000`.mapWith(
        Number,
      ),
    })
    .from(processes)
    .orderBy(processes.kind, processes.startedAt);
  return rows.map(({ row: { id, kind, host, startedAt, seenAt, facts: stored }, silentMs }) => ({
    ...facts.parse(stored),
    processId: id,
    kind,
    host,
    startedAt,
    seenAt,
    silentMs: Math.round(silentMs),
  }));
}
