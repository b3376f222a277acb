/** One throw-away PostgreSQL per test run: its folder, and what remains of runs that were killed. */
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

const prefix = "gradphoto-test-postgres-";

/** `pid`: the process of the whole run. */
export const postgresFolder = (pid: number): string => join(tmpdir(), `${prefix}${pid}`);

/** Of the run that this test is part of. */
export function runFolder(): string {
  const folder = process.env.GRADPHOTO_TEST_POSTGRES;
  if (!folder) throw new Error("Run the tests from the project's root: vitest.config.ts names the database folder");
  return folder;
}

/** Stops and removes the run's PostgreSQL, if a test started one, and those of runs that are no more. */
export async function removePostgresOf(pid: number): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length));
    if (owner !== pid && isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    const server = await startEmbeddedPostgres({ folder, throwAway: true }).catch(() => null);
    await server?.stop(); // None: what does not start does not run either.
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
