/** Numbered SQL files of a folder, compared with those applied to a database. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";

export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/**
 * First line of a file whose statements run outside a transaction, for example CREATE INDEX CONCURRENTLY on a large
 * table.
 */
export const outsideTransactionMark = "-- outside a transaction\n";

/** Error whose message explains what to do, in both languages. */
export class MigrationError extends Error {}

/** Reads 0001-words.sql, 0002-…, without gaps. Line ends are ignored, because a checkout may change them. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  return names.map((name, index) => {
    const number = index + 1;
    if (!name.startsWith(`${String(number).padStart(4, "0")}-`)) {
      throw new MigrationError(
        `迁移文件编号不连续：${name} 应为第 ${number} 个 / Migrations are numbered without gaps: ${name} should have number ${number}`,
      );
    }
    const sql = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
    return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });
}

export interface Comparison {
  /** Migrations to be applied, in order. */
  readonly missing: readonly Migration[];
  /** Names applied by a newer program, for which this one has no files. */
  readonly unknown: readonly string[];
}

/** Compares the files with the applied migrations. Throws a MigrationError if an applied file was changed. */
export function compareMigrations(
  migrations: readonly Migration[],
  applied: readonly { readonly name: string; readonly sha256: string }[],
): Comparison {
  for (const [index, { name, sha256 }] of migrations.entries()) {
    const appliedOne = applied[index];
    if (appliedOne && (appliedOne.name !== name || appliedOne.sha256 !== sha256)) {
      throw new MigrationError(
        `已执行的迁移 ${appliedOne.name} 被改动，请还原该文件，把改动写成新的迁移 / The applied migration ${appliedOne.name} was changed: restore the file and put the change into a new one`,
      );
    }
  }
  return {
    missing: migrations.slice(applied.length),
    unknown: applied.slice(migrations.length).map(({ name }) => name),
  };
}

/** Schema version of the database: number of applied migrations, and of those that this program has. */
export interface MigrationCount {
  readonly applied: number;
  readonly expected: number;
  /** Name of the last applied migration; null before the first. */
  readonly last: string | null;
}

/** Number of migrations in this program. */
export const listMigrations = readdirSync(migrationsFolder).filter((name) =>
  name.endsWith(".sql"),
).length;

/** Counts the applied migrations. Throws the database's errors, also if the table of migrations does not exist yet. */
export async function countMigrations(pool: Pool): Promise<MigrationCount> {
  const { rows } = await pool.query<{ applied: number; last: string | null }>(
    "select count(*)::int as applied, (array_agg(name order by number desc))[1] as last from schema_migrations",
  );
  const { applied = 0, last = null } = rows[0] ?? {};
  return { applied, expected: listMigrations, last };
}
