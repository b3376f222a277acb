/** Sends SIGTERM to a process and waits for its end. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

export async function endGently(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
