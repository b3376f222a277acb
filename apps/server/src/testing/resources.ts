/** Database, sandbox and folder of a test or a test file, released at its end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFolder } from "@gradphoto/local-postgres/testing";
import { afterAll, afterEach, onTestFinished } from "vitest";
import type { OpenDatabase } from "../infra/db/database.ts";
import { runSandbox, type Sandbox } from "./child-processes.ts";
import { type FreshDatabase, openBareDatabase, openFreshDatabase } from "./stores.ts";

/**
 * Opens a migrated, empty database with the service's role; `owner` has all rights. Call it at the top of a test file:
 * `const { db } = await openTestDatabase();`. All files share one PostgreSQL, which the first file starts.
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

/** Starts a sandbox. Call it at the top of a test file. Every test starts without faults. */
export async function startSandbox(): Promise<Sandbox> {
  const sandbox = await runSandbox();
  afterAll(sandbox.stop);
  afterEach(() => sandbox.control("DELETE", "/faults"));
  return sandbox;
}

/**
 * Creates a folder. A call inside a test or `beforeEach` creates one for that test; a call at the top of a file, one
 * for the file.
 */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gradphoto-${name}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    // Vitest throws outside of a test and offers no other way to detect this.
    afterAll(remove);
  }
  return folder;
}
