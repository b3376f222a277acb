/** Temporary database with a school and its staff, on this process's own PostgreSQL. */
import { routeTable } from "@gradphoto/domain";
import { postgresFolder, removePostgresOf } from "@gradphoto/local-postgres/testing";
import pg from "pg";
import { z } from "zod";
import { codeAt } from "../../../apps/server/src/staff/one-time-code.ts";
import {
  addSchoolAndStaff,
  staffAccess,
} from "../../../apps/server/src/testing/school-and-staff.ts";
import { type FreshDatabase, openFreshDatabase } from "../../../apps/server/src/testing/stores.ts";

/** Opens the database and calls `work`. `client` is a connection of the owner, who writes many rows at once. */
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

/** Signs in over HTTP as one of the staff. Returns the session token. */
export async function signInStaff(url: string, username: string): Promise<string> {
  const body = {
    username,
    password: staffAccess.password,
    oneTimeCode: codeAt(staffAccess.totp, new Date()),
  };
  const answer = await fetch(`${url}${routeTable.staffSignIn.path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

const beganMs = Date.now();
/** Reports progress with the seconds since the start. */
export const logProgress = (words: string): void =>
  console.error(`${((Date.now() - beganMs) / 1000).toFixed(1).padStart(6)} s  ${words}`);
