/** Whether the database answers and has at least every table this program knows; a newer one serves older programs too. */
import type { Pool } from "pg";
import { countMigrations } from "../infra/db/count-migrations.ts";

export async function isMigrated(pool: Pool): Promise<boolean> {
  try {
    const { applied, expected: wanted } = await countMigrations(pool);
    return applied >= wanted;
  } catch {
    return false;
  }
}
