/** What can be known of the jobs there are. The library's table is read where its API has no answer, and here alone. */
import type { JobKind } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { bossOn, jobIdOf } from "./enqueue.ts";
import { allOnDemand, isOnDemand, type JobData } from "./kinds.ts";

const count = z.int();

const countsRow = z.object({
  name: z.string().refine(isOnDemand),
  waiting: count,
  active: count,
  /** Failed and to be tried again. */
  retrying: count,
  /** Given up after the last try. */
  dead: count,
  /** Of a job that is due; null while none waits. */
  oldestWaitingSince: z.coerce.date().nullable(),
});
const attemptRow = z.object({ name: z.string(), id: z.string(), retryCount: count });

export type QueueCounts = Readonly<z.output<typeof countsRow>>;

/** What every unfinished row of a kind gives to its job. */
export type Unfinished = { readonly [Name in JobKind]: readonly JobData<Name>[] };

export interface JobTable {
  readCounts(): Promise<readonly QueueCounts[]>;
  /**
   * Gives those a job that have none or whose job is done, and one more try to those that were given up; answers how many.
   * A kind left out is left as it is.
   */
  giveAgain(unfinished: Partial<Unfinished>): Promise<number>;
  /** Gives back what a worker is at that is silent: killed, or cut off. Answers how many; each is tried again. */
  giveBackLost(): Promise<number>;
}

/** The library's types do not tell of it. */
const countOf = (answer: unknown): number => z.object({ affected: count }).parse(answer).affected;

const kinds = sql`unnest(${sql.param(allOnDemand)}::text[]) with ordinality as kinds (kind, place)`;
const atOnce = 1000;
/** Some signs of life may be late; a worker that lives on does no harm, for the same job is done once. */
const silentFor = sql`interval '7 seconds'`;

export function createJobTable(db: Database): JobTable {
  const boss = bossOn(db.$client);

  async function read<Row>(row: z.ZodType<Row>, query: SQL): Promise<readonly Row[]> {
    return z.array(row).parse((await db.execute(query)).rows);
  }

  async function giveKind<Name extends JobKind>(name: Name, data: readonly JobData<Name>[]): Promise<number> {
    let count = 0;
    for (let from = 0; from < data.length; from += atOnce) {
      const jobs = data.slice(from, from + atOnce).map((one) => ({ id: jobIdOf(name, one), data: one }));
      const ids = jobs.map(({ id }) => id);
      // An unfinished row with a completed job: the row was restored from a backup, or reopened.
      await db.execute(sql`delete from pgboss.job where name = ${name} and id in ${ids} and state = 'completed'`);
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
    giveAgain: async (unfinished) => {
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
      // Of several workers that find the same one, the library lets the first.
      for (const { name, ...attempt } of lost) count += countOf(await boss.fail(name, attempt, {}));
      return count;
    },
  };
}
