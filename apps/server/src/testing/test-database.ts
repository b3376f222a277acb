/** Separate database for a test file. All files share one PostgreSQL, which the first file starts. */
import { runFolder } from "@gradphoto/local-postgres/testing";
import { afterAll, onTestFinished } from "vitest";
import type { OpenDatabase } from "../infra/db/database.ts";
import { type FreshDatabase, openBareDatabase, openFreshDatabase } from "./fresh-database.ts";

/**
 * Opens a migrated, empty database with the service's role; `owner` has all rights. Call it at the top of a test file:
 * `const { db } = await openTestDatabase();`
 */
export async function openTestDatabase(): Promise<FreshDatabase> {
  const database = await openFreshDatabase(runFolder());
  afterAll(database.close);
  return database;
}

/** Opens a database without tables. Call it inside a test. */
export async function openEmptyDatabase(): Promise<OpenDatabase> {
  const database = await openBareDatabase(runFolder());
  onTestFinished(database.close);
  return database;
}
