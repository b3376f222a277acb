/** A database of its own for a test file, on the one PostgreSQL of the whole run, which the first file starts. */
import { runFolder } from "@gradphoto/local-postgres/testing";
import { afterAll, onTestFinished } from "vitest";
import type { OpenDatabase } from "../infra/db/database.ts";
import { openFreshDatabase } from "./fresh-database.ts";

/** Migrated and without rows. Call it at the top of a test file: `const { db } = await openTestDatabase();` */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const database = await openFreshDatabase(runFolder(), "migrated");
  afterAll(database.close);
  return database;
}

/** Without any table. Call it inside a test. */
export async function openEmptyDatabase(): Promise<OpenDatabase> {
  const database = await openFreshDatabase(runFolder(), "empty");
  onTestFinished(database.close);
  return database;
}
