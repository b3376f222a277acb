/** The job queue on PostgreSQL: jobs join the caller's transaction, and are fetched by whoever has time. */
import { type SQL, sql } from "drizzle-orm";
import type pg from "pg";
import PgBoss from "pg-boss";
import { z } from "zod";
import type { Database, Transaction } from "../db/database.ts";
import type { Sweep } from "../sweep.ts";
import { allJobNames, deadQueueOf, type JobData, type JobName, jobs } from "./jobs.ts";
import { createPaces } from "./paces.ts";
import { type QueueCounts, readCounts } from "./queue-counts.ts";

export interface FetchedJob {
  readonly id: string;
  /** As stored; whoever runs it parses it. */
  readonly data: unknown;
}

export interface QueuePlace {
  readonly before: number;
  /** Until it is done, at the present pace; null while nothing was done lately. */
  readonly aboutS: number | null;
}

export interface DeadJob {
  /** The kind of what was thrown; null when the worker was lost. */
  readonly fault: string | null;
  readonly tries: number;
}

export interface Queue {
  /** The job exists if and only if the transaction is committed. */
  enqueue<Name extends JobName>(tx: Transaction, name: Name, data: JobData<Name>): Promise<void>;
  /** null when none waits. `queueName`: a job's name, or `deadQueueOf` it. */
  fetch(queueName: string): Promise<FetchedJob | null>;
  complete(queueName: string, jobId: string): Promise<void>;
  /** Tried again later, or dead after its last try. `fault`: its kind, never its words. */
  fail(queueName: string, jobId: string, fault: string): Promise<void>;
  /** For which of these `values` a job waits, runs or is being given up. `field`: of its data. */
  findUnderWay(
    from: Database | Transaction,
    name: JobName,
    field: string,
    values: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** Where the waiting job of this `value` stands; null when it is in work or there is none. `field`: of its data. */
  placeOf(name: JobName, field: string, value: string): Promise<QueuePlace | null>;
  /** Gives the jobs of killed workers back, clears old ones away. */
  maintain(): Promise<void>;
  /** How each job of these `values` was given up, by value, as long as the queue keeps it (7 days). */
  readDead(name: JobName, field: string, values: readonly string[]): Promise<ReadonlyMap<string, DeadJob>>;
  /** A job that was given up is given anew, and is dead no more. `field`: of its data, by which it is known. */
  enqueueAgain<Name extends JobName>(
    tx: Transaction,
    name: Name,
    field: keyof JobData<Name> & string,
    data: JobData<Name>,
  ): Promise<void>;
  countDead(): Promise<number>;
  readCounts(): Promise<readonly QueueCounts[]>;
}

/** Told when a job was enqueued. */
export const jobsChannel = "jobs";

type Execute = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;

/** The library without its own connection, timers and schedules. */
const bossOn = (executeSql: Execute): PgBoss => {
  const boss = new PgBoss({
    db: { executeSql },
    supervise: false,
    schedule: false,
    archiveFailedAfterSeconds: 7 * 86_400,
  });
  // Its errors are rejections of the calls as well.
  boss.on("error", () => {});
  return boss;
};

/** `$1` of the library's text to drizzle's own parameters, so that it runs on the transaction's connection. */
export function sqlOf(text: string, values: readonly unknown[]): SQL {
  const parts = text.split(/\$(\d+)/);
  return sql.join(
    parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1] ?? null)}`)),
  );
}

export function createQueue(db: Database): Queue {
  const boss = bossOn((text, values) => db.$client.query(text, values));
  const paces = createPaces(db);
  const enqueue: Queue["enqueue"] = async (tx, name, data) => {
    const executeSql: Execute = (text, values) => tx.execute(sqlOf(text, values));
    const id = await boss.send(name, data, { db: { executeSql } });
    if (id === null) throw new Error(`The queue of ${name} does not exist; run the migrations`);
    await tx.execute(sql`select pg_notify(${jobsChannel}, ${name})`);
  };
  return {
    enqueue,
    fetch: async (queueName) => {
      const [job] = await boss.fetch<unknown>(queueName, { batchSize: 1 });
      return job ? { id: job.id, data: job.data } : null;
    },
    complete: (queueName, jobId) => boss.complete(queueName, jobId),
    fail: (queueName, jobId, fault) => boss.fail(queueName, jobId, { fault }),
    findUnderWay: async (from, name, field, values) => {
      if (values.length === 0) return new Set();
      const { rows } = await from.execute(
        sql`select distinct data ->> ${field} as value from pgboss.job where name in (${name}, ${deadQueueOf(name)})
            and state < 'completed' and data ->> ${field} in (${listOf(values)})`,
      );
      return new Set(
        z
          .array(z.object({ value: z.string() }))
          .parse(rows)
          .map(({ value }) => value),
      );
    },
    placeOf: async (name, field, value) => {
      const { rows } = await db.execute(
        sql`select (select count(*)::int from pgboss.job other
                    where other.name = ${name} and other.state < 'active' and other.created_on < mine.created_on) as before
            from pgboss.job mine where mine.name = ${name} and mine.state < 'active' and mine.data ->> ${field} = ${value}`,
      );
      const [place] = z.array(placeRow).parse(rows);
      if (!place) return null;
      const secondsEach = await paces.secondsEach(name);
      return { ...place, aboutS: secondsEach === null ? null : Math.ceil((place.before + 1) * secondsEach) };
    },
    maintain: () => boss.maintain(),
    readDead: async (name, field, values) => {
      if (values.length === 0) return new Map();
      const { rows } = await db.execute(
        sql`select data ->> ${field} as value, output ->> 'fault' as fault, retry_count + 1 as tries from pgboss.job
            where state = 'failed' and name = ${name} and data ->> ${field} in (${listOf(values)}) order by completed_on`,
      );
      return new Map(
        z
          .array(deadRow)
          .parse(rows)
          .map(({ value, ...dead }) => [value, dead]),
      );
    },
    enqueueAgain: async (tx, name, field, data) => {
      await tx.execute(
        sql`delete from pgboss.job where name = ${name} and state = 'failed' and data ->> ${field} = ${String(data[field])}`,
      );
      await enqueue(tx, name, data);
    },
    countDead: async () => {
      const { rows } = await db.execute(
        sql`select count(*)::int as count from pgboss.job where state = 'failed' and name in (${listOf(allJobNames)})`,
      );
      return z.tuple([z.object({ count: z.int() })]).parse(rows)[0].count;
    },
    readCounts: () => readCounts(db),
  };
}

const listOf = (values: readonly string[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

const placeRow = z.object({ before: z.int() });

const deadRow = z.object({ value: z.string(), fault: z.string().nullable(), tries: z.int() });

/** Any fixed number; whoever holds it makes the queues, the others wait. */
const lock = 7_263_002;

/** The library's own tables and our queues, brought to what the table of jobs says; several processes may start at once. */
export async function migrateQueue(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lock]);
    const boss = bossOn((text, values) => client.query(text, values));
    await boss.start();
    for (const name of allJobNames) {
      const { expireInSeconds, retryLimit, retryDelaySeconds: retryDelay } = jobs[name];
      const options = { expireInSeconds, retryLimit, retryDelay, retryBackoff: true };
      for (const queue of [
        { name: deadQueueOf(name), ...options },
        { name, deadLetter: deadQueueOf(name), ...options },
      ]) {
        await boss.createQueue(queue.name, queue);
        await boss.updateQueue(queue.name, queue);
      }
    }
    // Given-up jobs are looked up among a day's done ones by what they were for.
    await client.query(
      "create index if not exists job_dead_attempt on pgboss.job ((data ->> 'attemptId')) where state = 'failed'",
    );
    await boss.stop({ graceful: false });
  } finally {
    // A connection whose lock could not be given back is not used again.
    const unlocked = await client.query("select pg_advisory_unlock($1)", [lock]).catch(() => null);
    client.release(unlocked === null);
  }
}

export const queueSweeps = (queue: Queue): readonly Sweep[] => [
  {
    name: "queue-upkeep",
    everyMs: 10_000,
    run: async () => {
      await queue.maintain();
      return 0;
    },
  },
];
