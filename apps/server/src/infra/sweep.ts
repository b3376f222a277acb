/** Periodic work, and the one runner of all of it. */
import { isDatabaseAway } from "./db/database-away.ts";
import { faultFields, type Log } from "./log.ts";
import type { Metrics } from "./metrics/metrics.ts";

export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /**
   * Safe in several processes at once; answers how many rows it handled. What may be long goes on in batches that take
   * some seconds, and starts no other once `stopping` is aborted.
   */
  readonly run: (stopping?: AbortSignal) => Promise<number>;
}

/** Tells an operator; the fields say nothing of persons. */
export type Warn = (fields: object, message: string) => void;

/**
 * One row after the other: what one of them throws is logged and holds up no other; a database that is away ends it all.
 * Answers for how many rows `work` answered true.
 */
export async function eachByItself<Row>(
  rows: readonly Row[],
  work: (row: Row) => Promise<boolean>,
  warn: Warn,
): Promise<number> {
  let done = 0;
  for (const row of rows) {
    try {
      if (await work(row)) done += 1;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      warn(faultFields(error), "one row of a sweep failed; it is tried again");
    }
  }
  return done;
}

/** Runs each sweep at once and then `everyMs` after its last end: never twice at a time. Answers how to stop. */
export function runSweeps(
  sweeps: readonly Sweep[],
  { log, metrics }: { readonly log: Log; readonly metrics: Pick<Metrics, "sweep"> },
): () => Promise<void> {
  const timers = new Map<Sweep, NodeJS.Timeout>();
  const running = new Map<Sweep, Promise<void>>();
  const ending = new AbortController();
  const once = async (sweep: Sweep): Promise<void> => {
    try {
      const handled = await sweep.run(ending.signal);
      metrics.sweep({ sweep: sweep.name, outcome: "done" }, handled);
      if (handled > 0) log.info({ sweep: sweep.name, handled }, "sweep");
    } catch (error) {
      metrics.sweep({ sweep: sweep.name, outcome: "failed" }, 0);
      log.warn({ sweep: sweep.name, ...faultFields(error) }, "sweep failed; it is tried again");
    }
    running.delete(sweep);
    if (!ending.signal.aborted) timers.set(sweep, setTimeout(start, sweep.everyMs, sweep));
  };
  const start = (sweep: Sweep): void => {
    running.set(sweep, once(sweep));
  };
  for (const sweep of sweeps) start(sweep);
  return async () => {
    ending.abort();
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(running.values());
  };
}
