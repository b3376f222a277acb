/** Whether the database answers and has at least every table this program knows; a newer one serves older programs too. */
import { readdirSync } from "node:fs";
import type { Pool } from "pg";
import { migrationsFolder } from "../infra/db/migrate.ts";

const wanted = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql")).length;

export async function isMigrated(pool: Pool): Promise<boolean> {
  try {
    const { rows } = await pool.query<{ applied: number }>("select count(*)::int as applied from schema_migrations");
    return (rows[0]?.applied ?? 0) >= wanted;
  } catch {
    return false;
  }
}
