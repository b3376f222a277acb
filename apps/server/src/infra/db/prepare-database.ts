/** Prepares the database: our tables, the queue's tables, and the rights of the service's role. */
import type { Pool } from "pg";
import { migrateJobs } from "../jobs/job-table.ts";
import { withMutex } from "./advisory-locks.ts";
import { type DatabaseSource, type OpenDatabaseOptions, openDatabase, roleOf } from "./database.ts";
import { type MigrationResult, migrate } from "./migrate.ts";
import { grantServiceRole } from "./service-role.ts";

/**
 * Prepares the database as its owner; several processes may do so at once. `serviceRole` reads and writes. `report`
 * receives lines for the operator.
 */
export async function prepareDatabase(
  owner: Pool,
  serviceRole: string | null = null,
  report: (line: string) => void = () => {},
): Promise<MigrationResult> {
  const migrated = await migrate(owner, { onProgress: report });
  // Unknown migrations come from a newer version, whose queues and grants are in place. Granting again would revoke
  // some of them.
  if (migrated.unknown.length > 0) return migrated;
  await migrateJobs(owner);
  // Concurrent grants on one table fail.
  if (serviceRole !== null)
    await withMutex(owner, "migrate", (client) => grantServiceRole(client, serviceRole));
  return migrated;
}

export interface Sources {
  /** The role that alters the tables. */
  readonly owner: DatabaseSource;
  /** The role that reads and writes them. */
  readonly service: DatabaseSource;
}

export async function prepareFor(
  { owner, service }: Sources,
  options: OpenDatabaseOptions,
): Promise<MigrationResult> {
  const { pool, close } = openDatabase(owner, options);
  try {
    return await prepareDatabase(pool, roleOf(service), options.warn);
  } finally {
    await close();
  }
}
