/** Sessions that hold a lock which another session waits for. */
import { setInterval } from "node:timers/promises";
import type { Pool } from "pg";
import { postgresCode } from "./database.ts";

export interface Blocker {
  readonly pid: number;
  /** The session's application, or its role where it names none. */
  readonly name: string;
  readonly since: Date;
}

/** lock_not_available, deadlock_detected: the same statement may succeed later. */
const lockCodes: readonly (string | null)[] = ["55P03", "40P01"];

export const isLockFailure = (error: unknown): boolean => lockCodes.includes(postgresCode(error));

export interface BlockerWatch {
  /** Answers the sessions that were seen last. */
  stop(): Promise<readonly Blocker[]>;
}

/** Looks now and then, on another connection. `onFirst` is called once, where anybody is seen. */
export function watchBlockers(
  pool: Pool,
  pid: number,
  everyMs: number,
  onFirst: (blockers: readonly Blocker[]) => void = () => {},
): BlockerWatch {
  const ended = new AbortController();
  let seen: readonly Blocker[] = [];
  async function watch(): Promise<void> {
    for await (const _ of setInterval(everyMs, null, { signal: ended.signal })) {
      const found = await blockersOf(pool, pid);
      if (seen.length === 0 && found.length > 0) onFirst(found);
      if (found.length > 0) seen = found;
    }
  }
  // It ends by the signal, and who waits is told to the operator only: a question that fails is no fault of the migration.
  const watching = watch().catch(() => {});
  return {
    stop: async () => {
      ended.abort();
      await watching;
      return seen;
    },
  };
}

async function blockersOf(pool: Pool, pid: number): Promise<readonly Blocker[]> {
  const { rows } = await pool.query<Blocker>(
    `select pid, coalesce(nullif(application_name, ''), usename, '?') as name,
       coalesce(xact_start, query_start, backend_start, now()) as since
     from pg_stat_activity where pid = any(pg_blocking_pids($1)) order by since`,
    [pid],
  );
  return rows;
}

/** Such as "会话 12（pg_dump，自 2026-… 起） / session 12 (pg_dump, since 2026-…)". */
export function describeBlockers(blockers: readonly Blocker[]): { readonly zh: string; readonly en: string } {
  if (blockers.length === 0) return { zh: "另一个会话", en: "another session" };
  return {
    zh: blockers.map(({ pid, name, since }) => `会话 ${pid}（${name}，自 ${since.toISOString()} 起）`).join("、"),
    en: blockers.map(({ pid, name, since }) => `session ${pid} (${name}, since ${since.toISOString()})`).join(", "),
  };
}
