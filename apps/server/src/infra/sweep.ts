/** Periodic work, and the one runner of all of it. */
import { faultFields, type Log } from "./log.ts";
import type { Metrics } from "./metrics/metrics.ts";

export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** Safe in several processes at once; answers how many rows it handled. */
  readonly run: () => Promise<number>;
}

/** Runs each sweep at once and then `everyMs` after its last end: never twice at a time. Answers how to stop. */
export function runSweeps(
  sweeps: readonly Sweep[],
  { log, metrics }: { readonly log: Log; readonly metrics: Pick<Metrics, "sweep"> },
): () => Promise<void> {
  const timers = new Map<Sweep, NodeJS.Timeout>();
  const running = new Map<Sweep, Promise<void>>();
  let stopped = false;
  const once = async (sweep: Sweep): Promise<void> => {
    try {
      const handled = await sweep.run();
      metrics.sweep({ sweep: sweep.name, outcome: "done" }, handled);
      if (handled > 0) log.info({ sweep: sweep.name, handled }, "sweep");
    } catch (error) {
      metrics.sweep({ sweep: sweep.name, outcome: "failed" }, 0);
      log.warn({ sweep: sweep.name, ...faultFields(error) }, "sweep failed; it is tried again");
    }
    running.delete(sweep);
    if (!stopped) timers.set(sweep, setTimeout(start, sweep.everyMs, sweep));
  };
  const start = (sweep: Sweep): void => {
    running.set(sweep, once(sweep));
  };
  for (const sweep of sweeps) start(sweep);
  return async () => {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(running.values());
  };
}
