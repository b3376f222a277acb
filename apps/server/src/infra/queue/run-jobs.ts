/** The worker's loop: fetches jobs as fast as they can be done, wakes when one comes, looks every second anyway. */
import type { Notifications } from "../db/notifications.ts";
import { faultFields, type Log } from "../log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { allJobNames, deadQueueOf, type JobData, type JobName, payloadReader } from "./jobs.ts";
import { type FetchedJob, jobsChannel, type Queue } from "./queue.ts";

/** At least once each: a job whose worker was killed is run again. */
export interface JobWork<Name extends JobName> {
  readonly run: (data: JobData<Name>) => Promise<void>;
  /** After the last try. */
  readonly giveUp: (data: JobData<Name>) => Promise<void>;
}

export type JobWorks = { readonly [Name in JobName]: JobWork<Name> };

export interface RunDeps {
  readonly queue: Pick<Queue, "fetch" | "complete" | "fail">;
  readonly notifications: Pick<Notifications, "subscribe">;
  readonly works: JobWorks;
  /** Jobs of one kind at a time. */
  readonly concurrency: number;
  readonly log: Pick<Log, "warn" | "error">;
  readonly metrics: Pick<Metrics, "job">;
}

const pollMs = 1000;

/** Answers how to stop: no new job is fetched, those in work are waited for. */
export function runJobs({ queue, notifications, works, concurrency, log, metrics }: RunDeps): () => Promise<void> {
  let stopped = false;
  let wake = (): void => {};
  let woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const wakeAll = (): void => {
    wake();
    woken = new Promise((resolve) => {
      wake = resolve;
    });
  };
  const unsubscribe = notifications.subscribe(jobsChannel, wakeAll);

  async function pause(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const soon = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, pollMs);
    });
    await Promise.race([woken, soon]);
    clearTimeout(timer);
  }

  async function serve(queueName: string, work: (job: FetchedJob) => Promise<void>): Promise<void> {
    while (!stopped) {
      try {
        const waiting = woken;
        const job = await queue.fetch(queueName);
        if (job) await runOne(queueName, job, work);
        // Whatever came while it looked has woken it already.
        else if (!stopped && waiting === woken) await pause();
      } catch (error) {
        log.warn({ queue: queueName, ...faultFields(error) }, "the queue could not be reached; it is tried again");
        await pause();
      }
    }
  }

  async function runOne(queueName: string, job: FetchedJob, work: (job: FetchedJob) => Promise<void>) {
    const startedMs = performance.now();
    const count = (outcome: string): void =>
      metrics.job({ queue: queueName, outcome }, (performance.now() - startedMs) / 1000);
    try {
      await work(job);
    } catch (error) {
      count("failed");
      log.warn({ queue: queueName, jobId: job.id, ...faultFields(error) }, "job failed");
      return queue.fail(queueName, job.id, error instanceof Error ? error.name : typeof error);
    }
    count("done");
    await queue.complete(queueName, job.id);
  }

  function servicesOf<Name extends JobName>(name: Name) {
    const { run, giveUp } = works[name];
    const read = payloadReader(name);
    const lives = Array.from({ length: concurrency }, () => serve(name, ({ data }) => run(read(data))));
    const dead = serve(deadQueueOf(name), async ({ id, data }) => {
      await giveUp(read(data));
      log.error({ queue: name, jobId: id }, "job given up after its last try");
    });
    return [...lives, dead];
  }

  const running = allJobNames.flatMap((name) => servicesOf(name));
  return async () => {
    stopped = true;
    unsubscribe();
    wakeAll();
    await Promise.all(running);
  };
}
