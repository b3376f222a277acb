/**
 * Startup checks of the database. It must be migrated at least as far as the program requires, and the service's role
 * must not be able to alter tables.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { isDatabaseAway } from "../infra/db/database.ts";
import { prepareDatabase } from "../infra/db/prepare-database.ts";
import {
  countMigrations,
  listMigrations,
  type MigrationCount,
} from "../infra/db/read-migrations.ts";
import { mayAlterTables, serviceRoleFaults } from "../infra/db/service-role.ts";
import type { Log } from "../infra/log.ts";

/**
 * Checks the database and throws an Error with instructions. With `demo` it migrates automatically if the role owns the
 * database. A newer database is accepted, because migrations remain compatible with the running release.
 */
export async function checkDatabase(
  pool: Pool,
  { demo }: { readonly demo: boolean },
): Promise<void> {
  const previous = await reachThroughPooler(countOrNone(pool));
  if (demo && previous.applied < previous.expected && (await mayAlterTables(pool)))
    await prepareDatabase(pool);
  const { applied, expected, last } = await countOrNone(pool);
  if (applied < expected) {
    throw new Error(
      `数据库比程序旧（${last ?? "尚无任何表"}），请先迁移：systemctl restart gradphoto-migrate / The database is older than this program (${applied} of ${expected} migrations, the last ${last ?? "none"}): run gradphoto migrate first, as the owner of the tables (systemctl restart gradphoto-migrate)`,
    );
  }
  if ((await limitOfRole(pool)) === "0") {
    throw new Error(
      "数据库连接没有时间上限：请以表的所有者运行 gradphoto migrate（systemctl restart gradphoto-migrate），或由数据库管理员设置 / No query of DATABASE_URL's role has a limit of time behind the pooler: gradphoto migrate sets it, or whoever runs the database does: alter role … set statement_timeout = '30s'",
    );
  }
  const faults = demo ? [] : await serviceRoleFaults(pool);
  if (faults.length > 0) {
    throw new Error(
      `DATABASE_URL 的角色权限过大，不能用于服务：请用只读写的角色，表由 GRADPHOTO_MIGRATE_DATABASE_URL 的角色拥有 / The role of DATABASE_URL may do too much: ${faults.join("; ")}. Give the service a role of its own, and let gradphoto migrate own the tables (GRADPHOTO_MIGRATE_DATABASE_URL)`,
    );
  }
}

/**
 * Waits until the database responds with all migrations, or the time is over. A machine may boot before its database,
 * and migrations may run during the start. `checkDatabase` then reports what is still wrong.
 */
export async function waitForDatabase(
  pool: Pool,
  log: Pick<Log, "warn">,
  { forMs, everyMs } = { forMs: 60_000, everyMs: 2000 },
): Promise<void> {
  const endsAt = performance.now() + forMs;
  for (let isFirst = true; ; isFirst = false) {
    const isThere = await countOrNone(pool).then(
      ({ applied, expected }) => applied >= expected,
      (error: unknown) => !isDatabaseAway(error),
    );
    if (isThere || performance.now() + everyMs > endsAt) return;
    if (isFirst) log.warn("the database is away, or older than this program: waiting for it");
    await pause(everyMs);
  }
}

/** Runs a query, and reports a pooler that rejects unknown startup parameters of a connection. */
async function reachThroughPooler<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (!(error instanceof Error && /unsupported startup parameter/.test(error.message)))
      throw error;
    throw new Error(
      "DATABASE_URL 是连接池：请把 GRADPHOTO_LISTEN_DATABASE_URL 设为数据库本身的地址 / DATABASE_URL is a pooler: name the database itself in GRADPHOTO_LISTEN_DATABASE_URL",
      { cause: error },
    );
  }
}

/** Reads the role's limit; "0" means no limit. */
async function limitOfRole(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ limit: string }>(
    "select current_setting('statement_timeout') as limit",
  );
  return rows[0]?.limit ?? "0";
}

/** SQLSTATE undefined_table: the database was never migrated. */
const noTable = "42P01";

async function countOrNone(pool: Pool): Promise<MigrationCount> {
  try {
    return await countMigrations(pool);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === noTable)) throw error;
    return { applied: 0, expected: listMigrations, last: null };
  }
}
