/** Starts a sandbox for a test file and stops it at the end of the file. */
import { afterAll, afterEach } from "vitest";
import { runSandbox, type Sandbox } from "./sandbox-process.ts";

export type { Sandbox } from "./sandbox-process.ts";

/** Call it at the top of a test file. Every test starts without faults. */
export async function startSandbox(): Promise<Sandbox> {
  const sandbox = await runSandbox();
  afterAll(sandbox.stop);
  afterEach(() => sandbox.control("DELETE", "/faults"));
  return sandbox;
}
