/** Opens a temporary database with a school and its staff, on this process's own PostgreSQL. */
import { postgresFolder, removePostgresOf } from "@gradphoto/local-postgres/testing";
import pg from "pg";
import { type FreshDatabase, openFreshDatabase } from "../../../apps/server/src/testing/fresh-database.ts";
import { addSchoolAndStaff } from "../../../apps/server/src/testing/school-and-staff.ts";

/** `client`: connection of the owner, who writes many rows at once. */
export async function withLabDatabase<Value>(
  work: (database: FreshDatabase, client: pg.Client) => Promise<Value>,
): Promise<Value> {
  await removePostgresOf(process.pid);
  const database = await openFreshDatabase(postgresFolder(process.pid));
  const client = new pg.Client({ connectionString: database.ownerUrl });
  try {
    await addSchoolAndStaff(database.db, new Date());
    await client.connect();
    return await work(database, client);
  } finally {
    await client.end();
    await database.close();
    await removePostgresOf(process.pid);
  }
}

const beganMs = Date.now();
/** Reports progress with the seconds since the start. */
export const logProgress = (words: string): void =>
  console.error(`${((Date.now() - beganMs) / 1000).toFixed(1).padStart(6)} s  ${words}`);
