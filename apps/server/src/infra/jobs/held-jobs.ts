/** Jobs of a process that runs them itself on its own clock. Workers do not see them until they are released. */
import type { JobKind } from "@gradphoto/domain";
import type { Clock } from "../clock.ts";
import { type Database, inTransaction, type Transaction } from "../db/database.ts";
import { faultFields, type Log } from "../log.ts";
import { type Delay, enqueue, type JobSink, jobIdOf, withJobSink } from "./enqueue.ts";
import type { JobData } from "./jobs.ts";
import type { JobWork } from "./run-jobs.ts";

type OnDemandWorks = { readonly [Name in JobKind]: JobWork<Name> };

interface HeldJob {
  readonly dueMs: number;
  readonly run: (works: OnDemandWorks) => Promise<void>;
  readonly release: (tx: Transaction, delay: Delay) => Promise<void>;
}

interface HeldJobs {
  readonly sink: JobSink;
  /** Runs the jobs that are due by the clock, and those that they enqueue. */
  runDue(works: OnDemandWorks): Promise<void>;
  /** Enqueues the other jobs for the workers. */
  release(): Promise<void>;
}

interface HeldJobsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
}

export function createHeldJobs({ db, clock, log }: HeldJobsDeps): HeldJobs {
  const held = new Map<string, HeldJob>();

  function hold<Name extends JobKind>(name: Name, data: JobData<Name>, { afterS }: Delay): void {
    const id = jobIdOf(name, data);
    if (held.has(id)) return;
    held.set(id, {
      dueMs: clock().getTime() + afterS * 1000,
      run: async (works) => {
        held.delete(id);
        const delay = await works[name].run(data);
        if (delay) hold(name, data, delay);
      },
      release: (tx, delay) => enqueue(tx, name, data, delay),
    });
  }
  const sink: JobSink = { hold };

  return {
    sink,
    runDue: (works) =>
      withJobSink(sink, async () => {
        for (;;) {
          const due = [...held].filter(([, { dueMs }]) => dueMs <= clock().getTime());
          if (due.length === 0) return;
          await Promise.all(
            due.map(async ([id, job]) => {
              await job.run(works).catch((error: unknown) => {
                log.warn(faultFields(error), "a held job failed; a worker will retry it");
                held.set(id, { ...job, dueMs: Number.POSITIVE_INFINITY });
              });
            }),
          );
        }
      }),
    release: async () => {
      await inTransaction(db, async (tx) => {
        for (const { dueMs, release } of held.values())
          await release(tx, {
            afterS: Number.isFinite(dueMs)
              ? Math.max(0, Math.ceil((dueMs - Date.now()) / 1000))
              : 0,
          });
      });
      held.clear();
    },
  };
}
