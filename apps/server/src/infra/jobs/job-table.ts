/** What can be known of the jobs there are. The library's table is read where its API has no answer, and here alone. */
import type { JobKind } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { bossOn, jobIdOf } from "./enqueue.ts";
import { allOnDemand, isOnDemand, type JobData } from "./kinds.ts";

export interface QueueCounts {
  readonly name: JobKind;
  readonly waiting: number;
  readonly active: number;
  /** Failed and to be tried again. */
  readonly retrying: number;
  /** Given up after the last try. */
  readonly dead: number;
  /** Of a job that is due; null while none waits. */
  readonly oldestWaitingSince: Date | null;
  /** When the next is due of those that wait for their time; null while none does. */
  readonly nextDueAt: Date | null;
}

export interface DeadJob {
  /** The kind of what was thrown; null when the worker was lost. */
  readonly fault: string | null;
  readonly tries: number;
}

/** What every unfinished row of a kind gives to its job. */
export type Unfinished = { readonly [Name in JobKind]: readonly JobData<Name>[] };

export interface JobTable {
  readCounts(): Promise<readonly QueueCounts[]>;
  /** Of each kind; it takes longer the more was done. */
  countDoneLastHour(): Promise<ReadonlyMap<JobKind, number>>;
  /** How each of them was given up, in their order; null for any other, or after 7 days. */
  readDead<Name extends JobKind>(name: Name, data: readonly JobData<Name>[]): Promise<readonly (DeadJob | null)[]>;
  /**
   * Gives those a job that have none or whose job is done, and one more try to those that were given up; answers how many.
   * A kind left out is left as it is.
   */
  giveAgain(unfinished: Partial<Unfinished>): Promise<number>;
}

const count = z.int();

const countsRow = z.object({
  name: z.string().refine(isOnDemand),
  waiting: count,
  active: count,
  retrying: count,
  dead: count,
  oldestWaitingSince: z.coerce.date().nullable(),
  nextDueAt: z.coerce.date().nullable(),
});

const countRow = z.object({ count });
const doneRow = z.object({ name: z.string().refine(isOnDemand), count });

/** Of the kind that the query around it names. */
const countOf = (state: "created" | "active" | "retry" | "failed" | "completed", more = sql``) =>
  sql`(select count(*)::int from pgboss.job where name = kind and state = ${state}::pgboss.job_state ${more})`;
/** `fault`: the name of what was thrown; a worker that was lost leaves none. */
const deadRow = z.object({ id: z.string(), fault: z.string().nullable(), tries: count });

const atOnce = 1000;

export function createJobTable(db: Database): JobTable {
  const boss = bossOn((text, values) => db.$client.query(text, values));

  async function giveKind<Name extends JobKind>(name: Name, data: readonly JobData<Name>[]): Promise<number> {
    let count = 0;
    for (let from = 0; from < data.length; from += atOnce) {
      const jobs = data.slice(from, from + atOnce).map((one) => ({ id: jobIdOf(name, one), name, data: one }));
      const ids = jobs.map(({ id }) => id);
      await deleteDone(name, ids);
      count += await countMissing(name, ids);
      await boss.insert(jobs);
      await boss.retry(name, ids);
    }
    return count;
  }

  /**
   * What is unfinished keeps its job, so a done one was ended by a word that came late: the library does not wait until
   * the end of a run is written, and a database that was away may take it while the next run of that job is in work.
   */
  async function deleteDone(name: JobKind, ids: readonly string[]): Promise<void> {
    await db.execute(sql`delete from pgboss.job where name = ${name} and id in ${ids} and state = 'completed'`);
  }

  /** How many of them nobody will run. */
  async function countMissing(name: JobKind, ids: readonly string[]): Promise<number> {
    const { rows } = await db.execute(
      sql`select count(*)::int as count from pgboss.job where name = ${name} and id in ${ids} and state <> 'failed'`,
    );
    return ids.length - z.tuple([countRow]).parse(rows)[0].count;
  }

  return {
    readCounts: async () => {
      const { rows } = await db.execute(
        sql`select kind as name, ${countOf("created")} as waiting, ${countOf("active")} as active,
              ${countOf("retry")} as retrying, ${countOf("failed")} as dead,
              (select min(start_after) from pgboss.job
               where name = kind and state < 'active' and start_after <= now()) as "oldestWaitingSince",
              (select min(start_after) from pgboss.job
               where name = kind and state < 'active' and start_after > now()) as "nextDueAt"
            from unnest(${sql.param(allOnDemand)}::text[]) as kind`,
      );
      return z.array(countsRow).parse(rows);
    },
    countDoneLastHour: async () => {
      const { rows } = await db.execute(
        sql`select kind as name, ${countOf("completed", sql`and completed_on > now() - interval '1 hour'`)} as count
            from unnest(${sql.param(allOnDemand)}::text[]) as kind`,
      );
      return new Map(
        z
          .array(doneRow)
          .parse(rows)
          .map(({ name, count }) => [name, count]),
      );
    },
    readDead: async (name, data) => {
      if (data.length === 0) return [];
      const ids = data.map((one) => jobIdOf(name, one));
      // The library tells of one job at a time.
      const { rows } = await db.execute(
        sql`select id, output ->> 'name' as fault, retry_count + 1 as tries from pgboss.job
            where name = ${name} and id in ${ids} and state = 'failed'`,
      );
      const dead = new Map(
        z
          .array(deadRow)
          .parse(rows)
          .map(({ id, ...job }) => [id, job]),
      );
      return ids.map((id) => dead.get(id) ?? null);
    },
    giveAgain: async (unfinished) => {
      let count = 0;
      for (const name of allOnDemand) count += await giveKind(name, unfinished[name] ?? []);
      return count;
    },
  };
}
