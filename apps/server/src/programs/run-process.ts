/**
 * Runs one process of the service: reports readiness and shuts down gracefully on a signal or when its parent exits.
 */
import { hostname } from "node:os";
import { createLog, type Log } from "../infra/log.ts";
import { notifySystemd } from "../infra/notify-systemd.ts";
import { exitCodeOf } from "../settings/secret-faults.ts";
import type { ServiceConfig } from "../settings/service-config.ts";
import { serviceVersion } from "./service-version.ts";

/** Opens the log of one process of the service. Each line has process, host and version. */
export const openServiceLog = (
  name: "api" | "worker",
  { logLevel }: Pick<ServiceConfig, "logLevel">,
): Log =>
  createLog({
    level: logLevel,
    of: { process: name, host: hostname(), pid: process.pid, version: serviceVersion },
  });

export interface RunningProgram {
  /** Text to print when the process is ready; null prints nothing. */
  readonly message: string | null;
  readonly stop: () => Promise<void>;
  /** Time during which it reports that it shuts down, in addition to the time for its work. */
  readonly drainMs?: number;
}

/**
 * Runs the process until a signal. Work in progress gets `stopWithinMs` to finish. A second signal ends the process
 * immediately.
 */
export async function runProcess(
  start: () => Promise<RunningProgram>,
  stopWithinMs: number,
): Promise<void> {
  try {
    const { message: printer, stop, drainMs = 0 } = await start();
    let stopping = false;
    const end = async (): Promise<void> => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), stopWithinMs + drainMs).unref();
      await stop();
      process.exit(0);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"])
      process.on(signal, () => void end());
    notifySystemd();
    // This comes last, because a listener may stop the process immediately.
    if (printer !== null) process.stdout.write(`${printer}\n`);
    process.send?.({ ready: printer ?? "" });
    if (process.send && !process.connected) await end();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(exitCodeOf(error));
  }
}
