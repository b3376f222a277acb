/** The worker: pg-boss serves every kind of job with our work, wakes when one comes, and keeps the schedule. */
import type { JobKind } from "@gradphoto/domain";
import type PgBoss from "pg-boss";
import { type Database, inTransaction } from "../db/database.ts";
import type { Notifications } from "../db/notifications.ts";
import { faultFields, type Log } from "../log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { bossOn, type Delay, enqueueAgain, jobsChannel } from "./enqueue.ts";
import type { JobsInWork } from "./jobs-in-work.ts";
import { allOnDemand, allScheduled, deadQueueOf, type JobData, payloadReader, type ScheduledName } from "./kinds.ts";
import { patient } from "./patient.ts";
import { type JobOutcome, traceRun } from "./trace-run.ts";

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
  /** Absent: a job of this worker that is killed is back when its time has run out. */
  readonly inWork?: Pick<JobsInWork, "begin" | "end">;
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
const stopWithinMs = 60_000;

/** Answers how to stop: no new job is fetched, those in work are waited for. */
export async function runJobs(deps: RunDeps): Promise<() => Promise<void>> {
  const { db, notifications, works, concurrency, inWork, log, metrics } = deps;
  const stopping = new AbortController();
  const { executeSql, settled } = patient(db, stopping.signal, log);
  const boss = bossOn(executeSql, {
    migrate: false,
    maintenanceIntervalSeconds: 10,
    cronMonitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 1,
  });
  await boss.start();

  const workers = new Map<string, string[]>();
  const wake = (queueName: string): void => {
    for (const id of workers.get(queueName) ?? []) boss.notifyWorker(id);
  };

  /** `count` loops over a queue, each with one job at a time. */
  async function serve(
    queueName: string,
    { count, pollingIntervalSeconds }: { readonly count: number; readonly pollingIntervalSeconds: number },
    work: (job: PgBoss.Job<unknown>) => Promise<JobOutcome>,
  ): Promise<void> {
    const ids: string[] = [];
    workers.set(queueName, ids);
    for (let loop = 0; loop < count; loop++) {
      const run = async (job: PgBoss.Job<unknown>): Promise<JobOutcome> => {
        const startedMs = performance.now();
        const observe = (outcome: string): void =>
          metrics.job({ queue: queueName, outcome }, (performance.now() - startedMs) / 1000);
        const told = { queue: queueName, id: job.id };
        try {
          await inWork?.begin(told);
          const outcome = await work(job);
          observe("done");
          return outcome;
        } catch (error) {
          observe("failed");
          log.warn({ queue: queueName, jobId: job.id, ...faultFields(error) }, "job failed");
          // The library alone writes how a run ended: a second word could come late, and end the next run.
          throw withoutWords(error);
        } finally {
          inWork?.end(told);
          // The next one may be waiting.
          boss.notifyWorker(id);
        }
      };
      const options = { pollingIntervalSeconds, includeMetadata: true } as const;
      const id = await boss.work<unknown>(queueName, options, async ([job]) => {
        if (!job) return;
        await traceRun({ queue: queueName, attempt: job.retryCount + 1, data: job.data }, () => run(job));
      });
      ids.push(id);
    }
  }

  async function serveOnDemand<Name extends JobKind>(name: Name, { run, giveUp }: JobWork<Name>): Promise<void> {
    const read = payloadReader(name);
    const count = name === "standardize-photo" ? concurrency : besides;
    await serve(name, { count, pollingIntervalSeconds: pollS }, async ({ data }) => {
      const parsed = read(data);
      const delay = await run(parsed);
      if (!delay) return "done";
      await inTransaction(db, (tx) => enqueueAgain(tx, name, parsed, delay));
      return "later";
    });
    await serve(deadQueueOf(name), { count: 1, pollingIntervalSeconds: deadPollS }, async ({ id, data }) => {
      await giveUp?.(read(data));
      log.error({ queue: name, jobId: id }, "job given up after its last try");
      return "done";
    });
  }

  const serveScheduled = (name: ScheduledName, work: ScheduledWork): Promise<void> =>
    serve(name, { count: 1, pollingIntervalSeconds: scheduledPollS }, async () => {
      try {
        const handled = await work(stopping.signal);
        metrics.scheduled({ job: name, outcome: "done" }, handled);
        if (handled > 0) log.info({ job: name, handled }, "scheduled work");
        return "done";
      } catch (error) {
        metrics.scheduled({ job: name, outcome: "failed" }, 0);
        throw error;
      }
    });

  const onDemand: { readonly [Name in JobKind]?: JobWork<Name> | undefined } = works;
  async function serveKind<Name extends JobKind>(name: Name): Promise<void> {
    const work = onDemand[name];
    if (work) await serveOnDemand(name, work);
  }

  for (const name of allOnDemand) await serveKind(name);
  for (const name of allScheduled) {
    const work = works[name];
    if (work) await serveScheduled(name, work);
  }
  const unsubscribe = notifications.subscribe(jobsChannel, wake);
  return async () => {
    unsubscribe();
    stopping.abort();
    await boss.stop({ timeout: stopWithinMs });
    await settled();
  };
}

/** The library stores what is thrown; the words of an error may hold what was in a row. */
function withoutWords(error: unknown): Error {
  const fault = new Error("job failed");
  fault.name = error instanceof Error ? error.name : typeof error;
  delete fault.stack;
  return fault;
}
