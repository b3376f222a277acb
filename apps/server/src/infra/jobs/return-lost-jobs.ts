/** Gives back what workers had in work that are silent: killed, or cut off. Their jobs are tried again at once. */
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Database, inTransaction } from "../db/database.ts";
import { processes } from "../db/schema/index.ts";
import { bossOn, sqlOf } from "./enqueue.ts";

/** Some signs of life may be late; one that works on does no harm, for the same job is done once. */
const silentFor = sql`interval '8 seconds'`;

const jobsInWork = z.array(z.object({ queue: z.string(), id: z.uuid() }));

const boss = bossOn(() => Promise.reject(new Error("Jobs are given back in a transaction")));

/** Answers how many. Several workers may do it at once: each silent one is taken by one of them. */
export function returnLostJobs(db: Database): Promise<number> {
  return inTransaction(db, async (tx) => {
    const silent = await tx
      .select({
        id: processes.id,
        seenAt: processes.seenAt,
        jobs: sql`${processes.facts} -> 'jobs'`.mapWith(jobsInWork.parse),
      })
      .from(processes)
      .where(
        and(
          eq(processes.kind, "worker"),
          sql`${processes.seenAt} < clock_timestamp() - ${silentFor}`,
          sql`jsonb_array_length(coalesce(${processes.facts} -> 'jobs', '[]')) > 0`,
        ),
      )
      .for("update", { skipLocked: true });
    let count = 0;
    for (const { id, seenAt, jobs } of silent) {
      for (const { queue, id: job } of jobs) {
        // One that was begun since is another worker's.
        const { rowCount } = await tx.execute(
          sql`select from pgboss.job where name = ${queue} and id = ${job} and state = 'active' and started_on <= ${seenAt}`,
        );
        if (rowCount === 0) continue;
        await boss.fail(queue, job, {}, { db: { executeSql: (text, values) => tx.execute(sqlOf(text, values)) } });
        count += 1;
      }
      const facts = sql`jsonb_set(${processes.facts}, '{jobs}', '[]')`;
      await tx.update(processes).set({ facts }).where(eq(processes.id, id));
    }
    return count;
  });
}
