/** Queries on existing jobs. Only this file reads the library's table, for questions that its API does not answer. */
import type { JobKind } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import type pg from "pg";
import { z } from "zod";
import { withMutex } from "../db/advisory-locks.ts";
import type { Database } from "../db/database.ts";
import { bossOn, jobIdOf } from "./enqueue.ts";
import {
  allJobNames,
  allOnDemand,
  deadQueueOf,
  isOnDemand,
  isScheduled,
  type JobData,
  jobs,
  scheduleOf,
} from "./jobs.ts";

/** Creates or upgrades the queue's tables. Several processes may start at once. */
export const migrateJobs = (pool: pg.Pool): Promise<void> =>
  withMutex(pool, "queues", async (client) => {
    const boss = bossOn(client, { supervise: false, schedule: false });
    await boss.start();
    for (const name of allJobNames) {
      const { expireInSeconds, retryLimit, retryDelay } = jobs[name];
      const tries = { expireInSeconds, retryLimit, retryDelay, retryBackoff: true };
      const options = { ...tries, heartbeatSeconds: 10, notify: true };
      const bring = async (
        queue: string,
        all: typeof options & { readonly deadLetter?: string },
      ): Promise<void> => {
        await boss.createQueue(queue, all);
        await boss.updateQueue(queue, all);
      };
      if (isOnDemand(name)) {
        await bring(deadQueueOf(name), options);
        await bring(name, { ...options, deadLetter: deadQueueOf(name) });
      } else await bring(name, options);
      if (isScheduled(name)) await boss.schedule(name, scheduleOf(name));
    }
    for (const { name } of await boss.getSchedules())
      if (!isScheduled(name)) await boss.unschedule(name);
    await boss.stop({ graceful: false });
  });

const count = z.int();

const countsRow = z.object({
  name: z.string().refine(isOnDemand),
  waiting: count,
  active: count,
  /** Jobs that failed and wait for a retry. */
  retrying: count,
  /** Jobs that failed after the last retry. */
  dead: count,
  /** Time since which the oldest due job waits, or null if none waits. */
  oldestWaitingSince: z.coerce.date().nullable(),
});
const attemptRow = z.object({ name: z.string(), id: z.string(), retryCount: count });

export type QueueCounts = Readonly<z.output<typeof countsRow>>;

/** Job data of every unfinished row, by kind. */
export type UnfinishedJobs = { readonly [Name in JobKind]: readonly JobData<Name>[] };

export interface JobTable {
  readCounts(): Promise<readonly QueueCounts[]>;
  /**
   * Creates a job for rows that have none or a completed one, and retries failed jobs once more. Returns the number of
   * jobs. Omitted kinds stay unchanged.
   */
  requeue(unfinished: Partial<UnfinishedJobs>): Promise<number>;
  /**
   * Fails active jobs of workers without heartbeat, so that they are retried: the worker was killed or cut off. Returns
   * the number.
   */
  giveBackLost(): Promise<number>;
}

/** Returns the number of affected jobs, which the library's types omit. */
const countOf = (answer: unknown): number => z.object({ affected: count }).parse(answer).affected;

const kinds = sql`unnest(${sql.param(allOnDemand)}::text[]) with ordinality as kinds (kind, place)`;
const atOnce = 1000;
/**
 * Time without a heartbeat after which a worker counts as lost; it tolerates a few late ones. If the worker is alive
 * after all, no harm is done: the same job takes effect once.
 */
const silentFor = sql`interval '7 seconds'`;

export function createJobTable(db: Database): JobTable {
  const boss = bossOn(db.$client);

  async function read<Row>(row: z.ZodType<Row>, query: SQL): Promise<readonly Row[]> {
    return z.array(row).parse((await db.execute(query)).rows);
  }

  async function giveKind<Name extends JobKind>(
    name: Name,
    data: readonly JobData<Name>[],
  ): Promise<number> {
    let count = 0;
    for (let from = 0; from < data.length; from += atOnce) {
      const jobs = data
        .slice(from, from + atOnce)
        .map((one) => ({ id: jobIdOf(name, one), data: one }));
      const ids = jobs.map(({ id }) => id);
      // An unfinished row with a completed job was restored from a backup, or reopened.
      await db.execute(
        sql`delete from pgboss.job where name = ${name} and id in ${ids} and state = 'completed'`,
      );
      const made = await boss.insert(name, jobs, { returnId: true });
      count += (made?.length ?? 0) + countOf(await boss.retry(name, ids));
    }
    return count;
  }

  return {
    readCounts: () =>
      read(
        countsRow,
        sql`select kind as name,
              count(*) filter (where state = 'created')::int as waiting,
              count(*) filter (where state = 'active')::int as active,
              count(*) filter (where state = 'retry')::int as retrying,
              count(*) filter (where state = 'failed')::int as dead,
              min(start_after) filter (where state < 'active' and start_after <= now()) as "oldestWaitingSince"
            from ${kinds} left join pgboss.job on name = kind and state in ('created', 'retry', 'active', 'failed')
            group by kind, place order by place`,
      ),
    requeue: async (unfinished) => {
      let count = 0;
      for (const name of allOnDemand) count += await giveKind(name, unfinished[name] ?? []);
      return count;
    },
    giveBackLost: async () => {
      const lost = await read(
        attemptRow,
        sql`select name, id, retry_count as "retryCount" from pgboss.job
            where state = 'active' and heartbeat_on < now() - ${silentFor}`,
      );
      let count = 0;
      // If several workers find the same job, the library accepts only the first.
      for (const { name, ...attempt } of lost) count += countOf(await boss.fail(name, attempt, {}));
      return count;
    },
  };
}
