/** How full the queues are, by what became of their jobs. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { allJobNames, isJobName, type JobName } from "./jobs.ts";

export interface QueueCounts {
  readonly name: JobName;
  readonly waiting: number;
  readonly active: number;
  /** Failed and to be tried again. */
  readonly retrying: number;
  /** Given up after the last try. */
  readonly dead: number;
  readonly doneLastHour: number;
  /** Of a job that is due; null while none waits. */
  readonly oldestWaitingSince: Date | null;
}

const count = z.int();

const countsRow = z.object({
  name: z.string().refine(isJobName),
  waiting: count,
  active: count,
  retrying: count,
  dead: count,
  doneLastHour: count,
  oldestWaitingSince: z.coerce.date().nullable(),
});

export async function readCounts(db: Database): Promise<readonly QueueCounts[]> {
  const { rows } = await db.execute(
    sql`select name, (count(*) filter (where state = 'created'))::int as waiting,
          (count(*) filter (where state = 'active'))::int as active,
          (count(*) filter (where state = 'retry'))::int as retrying,
          (count(*) filter (where state = 'failed'))::int as dead,
          (count(*) filter (where state = 'completed' and completed_on > now() - interval '1 hour'))::int as "doneLastHour",
          min(start_after) filter (where state in ('created', 'retry') and start_after <= now()) as "oldestWaitingSince"
        from pgboss.job where name in (${sql.join(
          allJobNames.map((name) => sql`${name}`),
          sql`, `,
        )}) group by name`,
  );
  const counted = z.array(countsRow).parse(rows);
  const empty = { waiting: 0, active: 0, retrying: 0, dead: 0, doneLastHour: 0, oldestWaitingSince: null };
  return allJobNames.map((name) => counted.find((row) => row.name === name) ?? { name, ...empty });
}
