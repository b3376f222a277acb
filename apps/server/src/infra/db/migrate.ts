/** Brings a database to the newest shape: numbered SQL files, forward only, each applied once and never changed again. */
import { setTimeout as pause, setInterval } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { alone } from "./alone.ts";
import { postgresCode } from "./database.ts";
import {
  compareMigrations,
  type Migration,
  MigrationError,
  migrationsFolder,
  outside,
  readMigrations,
} from "./read-migrations.ts";

/** Sessions that hold a lock which another session waits for. */
interface Blocker {
  readonly pid: number;
  /** The session's application, or its role where it names none. */
  readonly name: string;
  readonly since: Date;
}

/** lock_not_available, deadlock_detected: the same statement may succeed later. */
const lockCodes: readonly (string | null)[] = ["55P03", "40P01"];

const isLockFailure = (error: unknown): boolean => lockCodes.includes(postgresCode(error));

interface BlockerWatch {
  /** Answers the sessions that were seen last. */
  stop(): Promise<readonly Blocker[]>;
}

/** Looks now and then, on another connection. `onFirst` is called once, where anybody is seen. */
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
      const match = await blockersOf(pool, pid);
      if (seen.length === 0 && match.length > 0) onFirst(match);
      if (match.length > 0) seen = match;
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
function describeBlockers(blockers: readonly Blocker[]): { readonly zh: string; readonly en: string } {
  if (blockers.length === 0) return { zh: "另一个会话", en: "another session" };
  return {
    zh: blockers.map(({ pid, name, since }) => `会话 ${pid}（${name}，自 ${since.toISOString()} 起）`).join("、"),
    en: blockers.map(({ pid, name, since }) => `session ${pid} (${name}, since ${since.toISOString()})`).join(", "),
  };
}

export interface MigrateOptions {
  readonly folder?: string;
  /** Who waits for a lock holds up everybody who comes later, so no statement waits longer. */
  readonly lockTimeoutMs?: number;
  /** Between two tries for a lock; after the last of them the migration fails. */
  readonly pausesMs?: readonly number[];
  /** Called with a line for the operator whenever a migration waits. */
  readonly tell?: (line: string) => void;
}

export interface Migrated {
  /** Names of the migrations applied now. */
  readonly applied: readonly string[];
  /** Names of those that a newer program applied: this one leaves such a database as it is. */
  readonly unknown: readonly string[];
}

const defaults = {
  folder: migrationsFolder,
  lockTimeoutMs: 3_000,
  /** With the waits between them four minutes. */
  pausesMs: [1, 2, 4, 8, 15, 30, 30, 30, 30, 30, 30].map((seconds) => seconds * 1_000),
  tell: (): void => {},
};

type Settings = Required<MigrateOptions> & { readonly pool: Pool };

/** A change of a full database takes as long as it takes; the limits of everyday queries do not end it. */
const longestMs = 6 * 3_600_000;
const unhurried = (text: string, values: readonly unknown[] = []) => ({
  text,
  values: [...values],
  query_timeout: longestMs,
});

/**
 * Each migration in a transaction of its own, but files that run outside of one; several processes may start at once.
 * Throws a MigrationError when an applied file was changed, or a lock was not had in the end.
 */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<Migrated> {
  const settings = { ...defaults, ...options, pool };
  const migrations = readMigrations(settings.folder);
  return alone(pool, "migrate", async (client) => {
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

/** A lock that is not had in time is asked for again after a pause in which nobody has to wait. */
async function applyPatiently(client: PoolClient, migration: Migration, settings: Settings): Promise<void> {
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
    settings.tell(
      `迁移 ${name} 在等锁，已撤回，${s} 秒后再试：${zh}占着 / Migration ${name} waits for a lock and was undone; next try in ${s} s: ${en} holds it`,
    );
    await pause(pauseMs);
  }
}

/** null: it is applied. Else a lock was not had, and who held it. */
async function applyOrMiss(
  client: PoolClient,
  migration: Migration,
  settings: Settings,
): Promise<readonly Blocker[] | null> {
  const { pool, lockTimeoutMs, tell: report } = settings;
  const isOutside = migration.sql.startsWith(outside);
  const tellWait = (blockers: readonly Blocker[]): void => {
    const { zh, en } = describeBlockers(blockers);
    report(`迁移 ${migration.name} 在等${zh} / Migration ${migration.name} waits for ${en}`);
  };
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const watch = watchBlockers(pool, rows[0]?.pid ?? 0, lockTimeoutMs / 3, isOutside ? tellWait : undefined);
  try {
    await (isOutside ? applyOutside : applyInside)(client, migration, lockTimeoutMs);
    return null;
  } catch (error) {
    // A connection that broke has undone it already.
    await client.query("rollback").catch(() => {});
    if (!isLockFailure(error)) throw error;
    return await watch.stop();
  } finally {
    await watch.stop();
  }
}

async function applyInside(client: PoolClient, migration: Migration, lockTimeoutMs: number): Promise<void> {
  await client.query(`begin; set local statement_timeout = 0; set local lock_timeout = ${lockTimeoutMs}`);
  await client.query(unhurried(migration.sql));
  await note(client, migration);
  await client.query("commit");
}

const note = (client: PoolClient, { number, name, sha256 }: Migration) =>
  client.query("insert into schema_migrations (number, name, sha256) values ($1, $2, $3)", [number, name, sha256]);

/** One that fails half-way is run again from its first statement. */
async function applyOutside(client: PoolClient, migration: Migration, lockTimeoutMs: number): Promise<void> {
  await client.query("set statement_timeout = 0");
  for (const statement of migration.sql.split(/;[ \t]*(?:\n|$)/).filter(isStatement)) {
    // It waits for older transactions and holds up nobody; cut off, it leaves half an index.
    const isBeside = /\bindex\s+concurrently\b/i.test(statement);
    await client.query(`set lock_timeout = ${isBeside ? 0 : lockTimeoutMs}`);
    await client.query(unhurried(statement));
  }
  await note(client, migration);
}

const isStatement = (text: string): boolean => text.replace(/^--.*$/gm, "").trim() !== "";
