/** One process of the service: says when it is ready, ends gracefully when told or when its parent is gone. */
import { notifySystemd } from "../infra/notify-systemd.ts";
import { exitCodeOf } from "../settings/wrong-settings.ts";

export interface Running {
  /** What it prints when it is ready; null prints nothing. */
  readonly says: string | null;
  readonly stop: () => Promise<void>;
  /** While it lets others know that it ends; on top of the time for its work. */
  readonly drainMs?: number;
}

/** Work in hand gets `stopWithinMs` to finish; a second signal does not wait. */
export async function runProcess(start: () => Promise<Running>, stopWithinMs: number): Promise<void> {
  try {
    const { says: printer, stop, drainMs = 0 } = await start();
    let stopping = false;
    const end = async (): Promise<void> => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), stopWithinMs + drainMs).unref();
      await stop();
      process.exit(0);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(signal, () => void end());
    notifySystemd();
    // Only now: whoever hears of it may tell it to end at once.
    if (printer !== null) process.stdout.write(`${printer}\n`);
    process.send?.({ ready: printer ?? "" });
    if (process.send && !process.connected) await end();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(exitCodeOf(error));
  }
}
