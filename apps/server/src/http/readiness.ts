/** Whether the database answers and has at least every table this program knows; a newer one serves older programs too. */
import type { Pool } from "pg";
import { countMigrations } from "../infra/db/count-migrations.ts";

/** `migrations`: what this program knows and what the database has; null while it does not answer. */
export interface Readiness {
  readonly ready: boolean;
  readonly migrations: { readonly known: number; readonly applied: number; readonly last: string | null } | null;
}

export async function readReadiness(pool: Pool): Promise<Readiness> {
  try {
    const { applied, expected: known, last } = await countMigrations(pool);
    return { ready: applied >= known, migrations: { known, applied, last } };
  } catch {
    return { ready: false, migrations: null };
  }
}
