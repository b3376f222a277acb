/** Brings the database to the newest shape: our tables and the queue's. Several processes may do it at once. */
import type { Pool } from "pg";
import { migrate } from "./infra/db/migrate.ts";
import { migrateJobs } from "./infra/jobs/migrate-jobs.ts";

/** The names of the migrations applied now. */
export async function prepareDatabase(pool: Pool): Promise<readonly string[]> {
  const applied = await migrate(pool);
  await migrateJobs(pool);
  return applied;
}
