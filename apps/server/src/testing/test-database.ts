/** A database of its own for a test file, on the one PostgreSQL of the whole run, which the first file starts. */
import { runFolder } from "@gradphoto/local-postgres/testing";
import { afterAll, onTestFinished } from "vitest";
import type { OpenDatabase } from "../infra/db/database.ts";
import { type FreshDatabase, openBareDatabase, openFreshDatabase } from "./fresh-database.ts";

/** Migrated and without rows, for the service's role; `owner` may do everything. Call it at the top of a test file: `const { db } = await openTestDatabase();` */
export async function openTestDatabase(): Promise<FreshDatabase> {
  const database = await openFreshDatabase(runFolder());
  afterAll(database.close);
  return database;
}

/** Without any table. Call it inside a test. */
export async function openEmptyDatabase(): Promise<OpenDatabase> {
  const database = await openBareDatabase(runFolder());
  onTestFinished(database.close);
  return database;
}
