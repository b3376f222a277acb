/** Brings a database to the newest shape: numbered SQL files, forward only, each applied once and never changed again. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pool, PoolClient } from "pg";
import { alone } from "./alone.ts";

export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** A change of a full database takes as long as it takes; the limits of everyday queries do not end it. */
const longestMs = 6 * 3_600_000;
const unhurried = (text: string, values: readonly unknown[] = []) => ({
  text,
  values: [...values],
  query_timeout: longestMs,
});

/** The first line of a file whose statements run one by one, each by itself: an index of a full table is made beside those who write. */
const outside = "-- outside a transaction\n";

/**
 * All or nothing, in one transaction, up to a file that runs outside of one and again behind it; several processes may
 * start at once. Answers the names applied now. Throws a MigrationError when the database is newer than this code, or an
 * applied file was changed.
 */
export async function migrate(pool: Pool, folder: string = migrationsFolder): Promise<readonly string[]> {
  const migrations = readMigrations(folder);
  return alone(pool, "migrate", (client) => inOrder(client, migrations));
}

async function inOrder(client: PoolClient, migrations: readonly Migration[]): Promise<readonly string[]> {
  await begin(client);
  await client.query(
    `create table if not exists schema_migrations (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now()
    )`,
  );
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    "select number, name, sha256 from schema_migrations order by number",
  );
  const missing = compare(migrations, rows);
  for (const migration of missing) {
    if (migration.sql.startsWith(outside)) await applyOutside(client, migration);
    else await client.query(unhurried(migration.sql));
    await note(client, migration);
  }
  await client.query("commit");
  return missing.map(({ name }) => name);
}

const begin = (client: PoolClient) => client.query("begin; set local statement_timeout = 0");

const note = (client: PoolClient, { number, name, sha256 }: Migration) =>
  client.query("insert into schema_migrations (number, name, sha256) values ($1, $2, $3)", [number, name, sha256]);

/** One that fails half-way is run again from its first statement. */
async function applyOutside(client: PoolClient, { sql }: Migration): Promise<void> {
  await client.query("commit");
  await client.query("set statement_timeout = 0");
  for (const statement of sql.split(/;[ \t]*(?:\n|$)/).filter((one) => one.replace(/^--.*$/gm, "").trim() !== "")) {
    await client.query(unhurried(statement));
  }
  await begin(client);
}

/** The message says what to do, in both languages. */
export class MigrationError extends Error {}

function compare(
  migrations: readonly Migration[],
  applied: readonly { readonly name: string; readonly sha256: string }[],
): readonly Migration[] {
  for (const [index, { name, sha256 }] of applied.entries()) {
    const ours = migrations[index];
    if (!ours) {
      throw new MigrationError(
        `数据库比程序新（${name}），请升级程序 / The database is newer than this program (${name}): start the newer program`,
      );
    }
    if (ours.name !== name || ours.sha256 !== sha256) {
      throw new MigrationError(
        `已执行的迁移 ${name} 被改动，请还原该文件，把改动写成新的迁移 / The applied migration ${name} was changed: restore the file and put the change into a new one`,
      );
    }
  }
  return migrations.slice(applied.length);
}

/** 0001-words.sql, 0002-…, without gaps. Line ends do not count: a checkout may change them. */
function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  return names.map((name, index) => {
    const number = index + 1;
    if (!name.startsWith(`${String(number).padStart(4, "0")}-`)) {
      throw new MigrationError(
        `迁移文件编号不连续：${name} 应为第 ${number} 个 / Migrations are numbered without gaps: ${name} stands where number ${number} is expected`,
      );
    }
    const sql = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
    return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });
}
