/** Folder of the temporary PostgreSQL of a test run, and cleanup after killed runs. */
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

const prefix = "gradphoto-test-postgres-";

/** `pid`: the process of the whole run. */
export const postgresFolder = (pid: number): string => join(tmpdir(), `${prefix}${pid}`);

/** PostgreSQL folder shared by all tests of the current run. */
export function runFolder(): string {
  const folder = process.env.GRADPHOTO_TEST_POSTGRES;
  if (!folder) throw new Error("Run the tests from the project's root: vitest.config.ts names the database folder");
  return folder;
}

/** Stops and removes the PostgreSQL of this run, if one was started, and those of ended runs. */
export async function removePostgresOf(pid: number): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length));
    if (owner !== pid && isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    const server = await startEmbeddedPostgres({ folder, throwAway: true }).catch(() => null);
    await server?.stop(); // No PostgreSQL package for this machine, so no server can be running.
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
