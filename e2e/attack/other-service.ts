/** Other services beside the attacked one: started, listened to, and gone with all that was theirs. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { waitUntil } from "../people/wait-until.ts";
import { processesOf, statOf } from "../product/processes.ts";
import { databasePid } from "../product/product-database.ts";
import { root } from "../product/start-product.ts";

const isAlive = (pid: number): boolean => (statOf(pid)?.state ?? "Z") !== "Z";
const goneWithinMs = 30_000;

export async function endedAll(pids: readonly number[]): Promise<number> {
  const beganMs = performance.now();
  const left = () => Promise.resolve(pids.filter(isAlive));
  await waitUntil("the end of every process", left, ({ length }) => length === 0, goneWithinMs);
  return Math.round((performance.now() - beganMs) / 100) / 10;
}

export function startAgain(dataFolder: string, sandboxUrl: string): ChildProcess {
  return spawn(process.execPath, [join(root, "scripts", "start.mjs")], {
    cwd: root,
    env: { ...process.env, PORT: "0", GRADPHOTO_DATA_FOLDER: dataFolder, GRADPHOTO_SANDBOX_URL: sandboxUrl },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Of a service that runs: what it started, and its database. */
export function pidsOf(service: { readonly pid: number; readonly dataFolder: string }): readonly number[] {
  const database = databasePid(service);
  if (database === null) throw new Error("Its database does not run");
  return [...processesOf(service.pid).map(({ pid }) => pid), database];
}
