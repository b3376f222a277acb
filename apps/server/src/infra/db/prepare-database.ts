/** Brings the database to the newest shape: our tables, the queue's, and what the service's role may do with them. */
import type { Pool } from "pg";
import { migrateJobs } from "../jobs/migrate-jobs.ts";
import { alone } from "./alone.ts";
import { type DatabaseSource, type OpenDatabaseOptions, openDatabase, roleOf } from "./database.ts";
import { type Migrated, migrate } from "./migrate.ts";
import { grantServiceRole } from "./service-role.ts";

/** By the owner; several processes may do it at once. `serviceRole`: who reads and writes. `tell`: what the operator reads. */
export async function prepareDatabase(
  owner: Pool,
  serviceRole: string | null = null,
  report: (line: string) => void = () => {},
): Promise<Migrated> {
  const migrated = await migrate(owner, { tell: report });
  // A newer program made its queues and granted what its tables need; an older one would take some of it back.
  if (migrated.unknown.length > 0) return migrated;
  await migrateJobs(owner);
  // Two grants on one table at once refuse each other.
  if (serviceRole !== null) await alone(owner, "migrate", (client) => grantServiceRole(client, serviceRole));
  return migrated;
}

export interface Sources {
  /** Who alters the tables. */
  readonly owner: DatabaseSource;
  /** Who reads and writes them. */
  readonly service: DatabaseSource;
}

export async function prepareFor({ owner, service }: Sources, options: OpenDatabaseOptions): Promise<Migrated> {
  const { pool, close } = openDatabase(owner, options);
  try {
    return await prepareDatabase(pool, roleOf(service), options.warn);
  } finally {
    await close();
  }
}
