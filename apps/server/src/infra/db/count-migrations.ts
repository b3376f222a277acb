/** Schema version of the database: applied migrations, and those that this program knows. */
import { readdirSync } from "node:fs";
import type { Pool } from "pg";
import { migrationsFolder } from "./read-migrations.ts";

export interface MigrationCount {
  readonly applied: number;
  readonly expected: number;
  /** Name of the last one; null before the first. */
  readonly last: string | null;
}

/** Number of migrations in this program. */
export const knownMigrations = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql")).length;

/** Throws the database's errors, also if the table of migrations does not exist yet. */
export async function countMigrations(pool: Pool): Promise<MigrationCount> {
  const { rows } = await pool.query<{ applied: number; last: string | null }>(
    "select count(*)::int as applied, (array_agg(name order by number desc))[1] as last from schema_migrations",
  );
  const { applied = 0, last = null } = rows[0] ?? {};
  return { applied, expected: knownMigrations, last };
}
