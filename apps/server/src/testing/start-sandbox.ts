/** Starts a sandbox for a test file and stops it at the end of the file. */
import { afterAll } from "vitest";
import { runSandbox, type Sandbox } from "./sandbox-process.ts";

export type { Sandbox } from "./sandbox-process.ts";

/** Call it at the top of a test file. */
export async function startSandbox(): Promise<Sandbox> {
  const sandbox = await runSandbox();
  afterAll(sandbox.stop);
  return sandbox;
}
