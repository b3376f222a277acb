/** Worker process: pg-boss runs our handler for every kind of job, on notification and on schedule. */
import type { JobKind } from "@gradphoto/domain";
import type { Job } from "pg-boss";
import { type Database, inTransaction } from "../db/database.ts";
import type { Notifications } from "../db/notifications.ts";
import { faultFields, type Log } from "../log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { beginTrace, kindOf } from "../tracing/spans.ts";
import { bossOn, type Delay, reenqueue } from "./enqueue.ts";
import {
  allOnDemand,
  allScheduled,
  deadQueueOf,
  type JobData,
  readPayload,
  type ScheduledName,
  traceparentOf,
} from "./jobs.ts";

/**
 * Error that a handler throws if an external system prevented the work. The job is retried, and abandoned after its
 * last retry.
 */
export class NotDoneError extends Error {
  override readonly name = "NotDoneError";
}

/** Handler of one kind of job. It runs at least once: a job whose worker was killed runs again. */
export interface JobWork<Name extends JobKind> {
  /** Does the work. Returns a delay if the work is not finished, although nothing failed; the job runs again then. */
  readonly run: (data: JobData<Name>) => Promise<Delay | undefined>;
  /** Called after the last retry failed. */
  readonly giveUp?: (data: JobData<Name>) => Promise<void>;
}

/**
 * Does one scheduled run and returns the number of handled rows. It must be safe in several workers at once. Long work
 * proceeds in batches of some seconds, and starts none after `stopping` is aborted.
 */
export type ScheduledWork = (stopping: AbortSignal) => Promise<number>;

export type JobWorks = { readonly [Name in JobKind]: JobWork<Name> } & {
  readonly [Name in ScheduledName]: ScheduledWork;
};

export interface RunDeps {
  readonly db: Database;
  readonly notifications: Pick<Notifications, "subscribe">;
  /** Omitted kinds are left to other workers. */
  readonly works: Partial<JobWorks>;
  /** True leaves scheduled jobs to other workers. */
  readonly leavesSchedule?: boolean;
  /** Number of photos processed in parallel. */
  readonly concurrency: number;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  readonly metrics: Pick<Metrics, "job" | "scheduled">;
}

/** Maximum seconds until a job without a notification is found, such as a retry. */
const pollS = 2;
/** Polling interval of dead jobs in seconds, short because a student may be waiting to learn that a photo failed. */
const deadPollS = 1;
const scheduledPollS = 5;
/** Number of parallel jobs per kind for orders, refunds and messages, which wait for external systems. */
const besides = 4;
/** Heartbeat interval of a worker for its active job. */
const signOfLifeS = 2;
const stopWithinMs = 60_000;
/** Minimum interval of warnings, because every polling loop fails while the database is unavailable. */
const repeatLogMs = 10_000;

type Run = (job: Job<unknown>) => Promise<Delay | undefined>;

/** Starts the worker. Returns a function that stops it: it fetches no new job and waits for active ones. */
export async function runJobs(deps: RunDeps): Promise<() => Promise<void>> {
  const { db, notifications, works, leavesSchedule, concurrency, log, metrics } = deps;
  const stopping = new AbortController();
  const boss = bossOn(db.$client, {
    migrate: false,
    cronMonitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 1,
    useListenNotify: true,
    listen: async (channel, listener) => {
      const unsubscribe = notifications.subscribe(channel, listener);
      return { close: async () => unsubscribe() };
    },
  });
  let loggedAtMs = Number.NEGATIVE_INFINITY;
  boss.on("error", (error) => {
    if (performance.now() - loggedAtMs < repeatLogMs) return;
    loggedAtMs = performance.now();
    // Some errors arrive as a plain object with copied fields.
    log.warn(
      faultFields(Object.assign(new Error(), error)),
      "the queue could not be reached; it is tried again",
    );
  });
  await boss.start();

  /** Runs one job, in a trace that continues the one in which it was enqueued. */
  function runOne(queue: string, job: Job<unknown>, run: Run): Promise<void> {
    const facts = { "gradphoto.job": queue, "gradphoto.attempt": job.retryCount + 1 };
    const span = beginTrace({ name: queue, kind: "consumer", facts }, traceparentOf(job.data));
    const startedMs = performance.now();
    let outcome = "failed";
    return span.within(async () => {
      try {
        outcome = (await run(job)) ? "later" : "done";
      } catch (error) {
        log.warn({ queue, jobId: job.id, ...faultFields(error) }, "job failed");
        span.fail(kindOf(error));
        // The library stores what is thrown, and an error message may contain data of a row.
        throw Object.assign(new Error("job failed"), { name: kindOf(error), stack: undefined });
      } finally {
        metrics.job(
          { queue, outcome: outcome === "later" ? "done" : outcome },
          (performance.now() - startedMs) / 1000,
        );
        span.annotate({ "gradphoto.outcome": outcome });
        span.end();
      }
    });
  }

  /** Starts `loops` loops over a queue, each with one job at a time. */
  async function serve(queue: string, loops: number, everyS: number, run: Run): Promise<void> {
    const polling = { pollingIntervalSeconds: everyS, notifyPollingIntervalSeconds: everyS };
    for (let loop = 0; loop < loops; loop++) {
      const options = { ...polling, heartbeatRefreshSeconds: signOfLifeS };
      const id = await boss.work<unknown>(queue, options, async ([job]) => {
        if (!job) return;
        // Wakes the loop again, because the next job may be waiting.
        boss.notifyWorker(id);
        await runOne(queue, job, run);
      });
    }
  }

  const onDemand: { readonly [Name in JobKind]?: JobWork<Name> | undefined } = works;
  async function serveOnDemand<Name extends JobKind>(name: Name): Promise<void> {
    const work = onDemand[name];
    if (!work) return;
    await serve(name, name === "standardize-photo" ? concurrency : besides, pollS, async (job) => {
      const data = readPayload(name, job.data);
      const delay = await work.run(data);
      if (delay) await inTransaction(db, (tx) => reenqueue(tx, name, data, delay));
      return delay;
    });
    await serve(deadQueueOf(name), 1, deadPollS, async ({ id, data }) => {
      await work.giveUp?.(readPayload(name, data));
      log.error({ queue: name, jobId: id }, "job abandoned after its last try");
    });
  }

  async function serveScheduled(name: ScheduledName): Promise<void> {
    const work = works[name];
    if (!work) return;
    await serve(name, 1, scheduledPollS, async () => {
      const handled = await work(stopping.signal).catch((error: unknown) => {
        metrics.scheduled({ job: name, outcome: "failed" }, 0);
        throw error;
      });
      metrics.scheduled({ job: name, outcome: "done" }, handled);
      if (handled > 0) log.info({ job: name, handled }, "scheduled work");
    });
  }

  for (const name of allOnDemand) await serveOnDemand(name);
  for (const name of leavesSchedule ? [] : allScheduled) await serveScheduled(name);
  return async () => {
    stopping.abort();
    await boss.stop({ timeout: stopWithinMs });
  };
}
