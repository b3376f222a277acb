/** The worker: pg-boss serves every kind of job with our work, wakes when one comes, and keeps the schedule. */
import type { JobKind } from "@gradphoto/domain";
import type { Job } from "pg-boss";
import { type Database, inTransaction } from "../db/database.ts";
import type { Notifications } from "../db/notifications.ts";
import { faultFields, type Log } from "../log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { beginTrace, kindOf } from "../tracing/spans.ts";
import { bossOn, type Delay, enqueueAgain } from "./enqueue.ts";
import {
  allOnDemand,
  allScheduled,
  deadQueueOf,
  type JobData,
  readPayload,
  type ScheduledName,
  traceparentOf,
} from "./kinds.ts";

/** Thrown by work that an outside system did not let be done: the job is tried again, and given up after its last try. */
export class NotDoneError extends Error {
  override readonly name = "NotDoneError";
}

/** At least once each: a job whose worker was killed is run again. */
export interface JobWork<Name extends JobKind> {
  /** A delay: it is not done yet, and nothing failed; it is run again then. */
  readonly run: (data: JobData<Name>) => Promise<Delay | undefined>;
  /** After the last try. */
  readonly giveUp?: (data: JobData<Name>) => Promise<void>;
}

/**
 * Answers how many rows it handled; safe in several workers at once. What may be long goes on in batches that take some
 * seconds, and starts no other once `stopping` is aborted.
 */
export type ScheduledWork = (stopping: AbortSignal) => Promise<number>;

export type JobWorks = { readonly [Name in JobKind]: JobWork<Name> } & {
  readonly [Name in ScheduledName]: ScheduledWork;
};

export interface RunDeps {
  readonly db: Database;
  readonly notifications: Pick<Notifications, "subscribe">;
  /** What is left out is left to other workers. */
  readonly works: Partial<JobWorks>;
  /** Photos at a time. */
  readonly concurrency: number;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  readonly metrics: Pick<Metrics, "job" | "scheduled">;
}

/** A job that came without a word, as one that is tried again, is found after this at the latest. */
const pollS = 2;
/** A student may be waiting to hear that a photo failed. */
const deadPollS = 1;
const scheduledPollS = 5;
/** Orders, refunds and messages wait for other systems: several of a kind at a time. */
const besides = 4;
/** Between a worker's signs of life for a job it is at. */
const signOfLifeS = 2;
const stopWithinMs = 60_000;
/** While the database is away, every loop finds that out each time it looks. */
const tellAgainMs = 10_000;

type Run = (job: Job<unknown>) => Promise<Delay | undefined>;

/** Answers how to stop: no new job is fetched, those in work are waited for. */
export async function runJobs(deps: RunDeps): Promise<() => Promise<void>> {
  const { db, notifications, works, concurrency, log, metrics } = deps;
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
  let toldMs = Number.NEGATIVE_INFINITY;
  boss.on("error", (error) => {
    if (performance.now() - toldMs < tellAgainMs) return;
    toldMs = performance.now();
    // Some are told by a copy of their fields.
    log.warn(faultFields(Object.assign(new Error(), error)), "the queue could not be reached; it is tried again");
  });
  await boss.start();

  /** One run of a job, in a trace that goes on with that of whoever enqueued it. */
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
        // The library stores what is thrown; the words of an error may hold what was in a row.
        throw Object.assign(new Error("job failed"), { name: kindOf(error), stack: undefined });
      } finally {
        metrics.job({ queue, outcome: outcome === "later" ? "done" : outcome }, (performance.now() - startedMs) / 1000);
        span.tell({ "gradphoto.outcome": outcome });
        span.end();
      }
    });
  }

  /** So many loops over a queue, each with one job at a time. */
  async function serve(queue: string, loops: number, everyS: number, run: Run): Promise<void> {
    const polling = { pollingIntervalSeconds: everyS, notifyPollingIntervalSeconds: everyS };
    for (let loop = 0; loop < loops; loop++) {
      const options = { ...polling, heartbeatRefreshSeconds: signOfLifeS };
      const id = await boss.work<unknown>(queue, options, async ([job]) => {
        if (!job) return;
        // The next one may be waiting.
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
      if (delay) await inTransaction(db, (tx) => enqueueAgain(tx, name, data, delay));
      return delay;
    });
    await serve(deadQueueOf(name), 1, deadPollS, async ({ id, data }) => {
      await work.giveUp?.(readPayload(name, data));
      log.error({ queue: name, jobId: id }, "job given up after its last try");
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
  for (const name of allScheduled) await serveScheduled(name);
  return async () => {
    stopping.abort();
    await boss.stop({ timeout: stopWithinMs });
  };
}
