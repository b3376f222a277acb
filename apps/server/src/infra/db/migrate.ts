/**
 * Migrates a database to the newest schema: numbered SQL files, forward only, each applied once and never changed
 * afterwards.
 */
import { setTimeout as pause, setInterval } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { withMutex } from "./advisory-locks.ts";
import { postgresCode } from "./database.ts";
import {
  compareMigrations,
  type Migration,
  MigrationError,
  migrationsFolder,
  outsideTransactionMark,
  readMigrations,
} from "./read-migrations.ts";

/** Session that holds a lock for which another session waits. */
interface Blocker {
  readonly pid: number;
  /** The session's application name, or its role if it has none. */
  readonly name: string;
  /** Begin of its transaction, or null when this role may not see it. */
  readonly since: Date | null;
}

/** lock_not_available, deadlock_detected: the same statement may succeed later. */
const lockCodes: readonly (string | null)[] = ["55P03", "40P01"];

const isLockFailure = (error: unknown): boolean => lockCodes.includes(postgresCode(error));

interface BlockerWatch {
  /** Stops watching and returns the sessions that were seen last. */
  stop(): Promise<readonly Blocker[]>;
}

/** Polls on another connection for sessions that block this one. Calls `onFirst` once, when the first one is seen. */
function watchBlockers(
  pool: Pool,
  pid: number,
  everyMs: number,
  onFirst: (blockers: readonly Blocker[]) => void = () => {},
): BlockerWatch {
  const ended = new AbortController();
  let seen: readonly Blocker[] = [];
  async function watch(): Promise<void> {
    for await (const _ of setInterval(everyMs, null, { signal: ended.signal })) {
      const blockers = await blockersOf(pool, pid);
      if (seen.length === 0 && blockers.length > 0) onFirst(blockers);
      if (blockers.length > 0) seen = blockers;
    }
  }
  // The signal ends the watch. Its result only informs the operator, so a failed query must not fail the migration.
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
       coalesce(xact_start, query_start, backend_start) as since
     from pg_stat_activity where pid = any(pg_blocking_pids($1)) order by since`,
    [pid],
  );
  return rows;
}

/**
 * Describes the sessions in both languages, for example "会话 12（pg_dump，自 2026-… 起） / session 12 (pg_dump, since
 * 2026-…)".
 */
function describeBlockers(blockers: readonly Blocker[]): {
  readonly zh: string;
  readonly en: string;
} {
  if (blockers.length === 0) return { zh: "另一个会话", en: "another session" };
  return {
    zh: blockers
      .map(
        ({ pid, name, since }) =>
          `会话 ${pid}（${name}${since ? `，自 ${since.toISOString()} 起` : ""}）`,
      )
      .join("、"),
    en: blockers
      .map(
        ({ pid, name, since }) =>
          `session ${pid} (${name}${since ? `, since ${since.toISOString()}` : ""})`,
      )
      .join(", "),
  };
}

export interface MigrateOptions {
  readonly folder?: string;
  /** Maximum time that a statement waits for a lock. While it waits, it blocks all later sessions. */
  readonly lockTimeoutMs?: number;
  /** Pauses between attempts to get a lock. After the last attempt the migration fails. */
  readonly pausesMs?: readonly number[];
  /** Called with a line for the operator whenever a migration waits. */
  readonly onProgress?: (line: string) => void;
}

export interface MigrationResult {
  /** Names of the migrations that were applied now. */
  readonly applied: readonly string[];
  /** Names of migrations that a newer program applied. This program leaves such a database unchanged. */
  readonly unknown: readonly string[];
}

const defaults = {
  folder: migrationsFolder,
  lockTimeoutMs: 3_000,
  /** Pauses of about four minutes in total, including the lock waits between them. */
  pausesMs: [1, 2, 4, 8, 15, 30, 30, 30, 30, 30, 30].map((seconds) => seconds * 1_000),
  onProgress: (): void => {},
};

type Settings = Required<MigrateOptions> & { readonly pool: Pool };

/** Time limit for changes of large tables, instead of the limits for ordinary queries. */
const longestMs = 6 * 3_600_000;
const unhurried = (text: string, values: readonly unknown[] = []) => ({
  text,
  values: [...values],
  query_timeout: longestMs,
});

/**
 * Applies each missing migration in its own transaction, except files that run outside of one. Several processes may
 * start at once. Throws a MigrationError if an applied file was changed, if it fails, or if a lock could not be
 * obtained.
 */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<MigrationResult> {
  const settings = { ...defaults, ...options, pool };
  const migrations = readMigrations(settings.folder);
  return withMutex(pool, "migrate", async (client) => {
    const { missing, unknown } = compareMigrations(migrations, await readApplied(client));
    for (const migration of missing) await applyPatiently(client, migration, settings);
    return { applied: missing.map(({ name }) => name), unknown };
  });
}

async function readApplied(client: PoolClient) {
  await client.query(
    `create table if not exists schema_migrations (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now()
    )`,
  );
  const { rows } = await client.query<{ name: string; sha256: string }>(
    "select name, sha256 from schema_migrations order by number",
  );
  return rows;
}

/**
 * Applies a migration. If a lock is not obtained in time, it retries after a pause in which no other session is
 * blocked.
 */
async function applyPatiently(
  client: PoolClient,
  migration: Migration,
  settings: Settings,
): Promise<void> {
  const { name } = migration;
  for (const pauseMs of [...settings.pausesMs, null]) {
    const blockers = await applyOrMiss(client, migration, settings);
    if (blockers === null) return;
    const { zh, en } = describeBlockers(blockers);
    if (pauseMs === null) {
      throw new MigrationError(
        `迁移 ${name} 没有等到锁，已撤回：${zh}占着。等它结束，或结束它，再运行一次 / Migration ${name} did not get its lock and was undone: ${en} holds it. Run it again once that session has ended`,
      );
    }
    const s = pauseMs / 1_000;
    settings.onProgress(
      `迁移 ${name} 在等锁，已撤回，${s} 秒后再试：${zh}占着 / Migration ${name} waits for a lock and was undone; next try in ${s} s: ${en} holds it`,
    );
    await pause(pauseMs);
  }
}

/** Applies a migration once. Returns null on success; if a lock was not obtained, returns the sessions that held it. */
async function applyOrMiss(
  client: PoolClient,
  migration: Migration,
  settings: Settings,
): Promise<readonly Blocker[] | null> {
  const { pool, lockTimeoutMs, onProgress: report } = settings;
  const isOutside = migration.sql.startsWith(outsideTransactionMark);
  const logWait = (blockers: readonly Blocker[]): void => {
    const { zh, en } = describeBlockers(blockers);
    report(`迁移 ${migration.name} 在等${zh} / Migration ${migration.name} waits for ${en}`);
  };
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const watch = watchBlockers(
    pool,
    rows[0]?.pid ?? 0,
    lockTimeoutMs / 3,
    isOutside ? logWait : undefined,
  );
  try {
    await (isOutside ? applyOutside : applyInside)(client, migration, lockTimeoutMs);
    return null;
  } catch (error) {
    // If the connection broke, the database has already rolled back.
    await client.query("rollback").catch(() => {});
    if (!isLockFailure(error)) throw failed(migration, error);
    return await watch.stop();
  } finally {
    await watch.stop();
  }
}

function failed({ name }: Migration, cause: unknown): MigrationError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new MigrationError(
    `迁移 ${name} 没有成功：${words} / Migration ${name} failed: ${words}`,
    { cause },
  );
}

async function applyInside(
  client: PoolClient,
  migration: Migration,
  lockTimeoutMs: number,
): Promise<void> {
  await client.query(
    `begin; set local statement_timeout = 0; set local lock_timeout = ${lockTimeoutMs}`,
  );
  await client.query(unhurried(migration.sql));
  await note(client, migration);
  await client.query("commit");
}

const note = (client: PoolClient, { number, name, sha256 }: Migration) =>
  client.query("insert into schema_migrations (number, name, sha256) values ($1, $2, $3)", [
    number,
    name,
    sha256,
  ]);

/** Applies a migration outside a transaction. A file that fails half-way runs again from its first statement. */
async function applyOutside(
  client: PoolClient,
  migration: Migration,
  lockTimeoutMs: number,
): Promise<void> {
  await client.query("set statement_timeout = 0");
  for (const statement of migration.sql.split(/;[ \t]*(?:\n|$)/).filter(isStatement)) {
    // This statement waits for older transactions and blocks no session. Interrupted, it leaves an invalid index.
    const isConcurrent = /\bindex\s+concurrently\b/i.test(statement);
    await client.query(`set lock_timeout = ${isConcurrent ? 0 : lockTimeoutMs}`);
    await client.query(unhurried(statement));
  }
  await note(client, migration);
}

const isStatement = (text: string): boolean => text.replace(/^--.*$/gm, "").trim() !== "";
