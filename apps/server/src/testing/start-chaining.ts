/** Starts the process that chains the audit log, for tests that kill it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "./child-environment.ts";

const program = fileURLToPath(new URL("./chain-until-killed.ts", import.meta.url));

export async function startChaining(databaseUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...childEnvironment, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

export async function killChaining(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
