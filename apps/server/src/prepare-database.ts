/** Brings the database to the newest shape: our tables, the queue's, and what the service's role may do with them. */
import type { Pool } from "pg";
import { alone } from "./infra/db/alone.ts";
import { type DatabaseSource, type OpenDatabaseOptions, openDatabase, roleOf } from "./infra/db/database.ts";
import { migrate } from "./infra/db/migrate.ts";
import { grantServiceRole } from "./infra/db/service-role.ts";
import { migrateJobs } from "./infra/jobs/migrate-jobs.ts";

/** By the owner; several processes may do it at once. `serviceRole`: who reads and writes. Answers the names of the migrations applied now. */
export async function prepareDatabase(owner: Pool, serviceRole: string | null = null): Promise<readonly string[]> {
  const applied = await migrate(owner);
  await migrateJobs(owner);
  // Two grants on one table at once refuse each other.
  if (serviceRole !== null) await alone(owner, "migrate", (client) => grantServiceRole(client, serviceRole));
  return applied;
}

export interface Sources {
  /** Who alters the tables. */
  readonly owner: DatabaseSource;
  /** Who reads and writes them. */
  readonly service: DatabaseSource;
}

export async function prepareFor(
  { owner, service }: Sources,
  options: OpenDatabaseOptions,
): Promise<readonly string[]> {
  const { pool, close } = openDatabase(owner, options);
  try {
    return await prepareDatabase(pool, roleOf(service));
  } finally {
    await close();
  }
}
