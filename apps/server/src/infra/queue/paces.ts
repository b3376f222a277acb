/** How fast jobs of one kind are done now: from what the last ones took and how many are in work beside each other. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { JobName } from "./jobs.ts";

/** Many students ask within a moment, and the pace changes slowly. */
const keptMs = 5000;
const lately = "10 minutes";

const paceRow = z.object({ seconds: z.number().nullable(), beside: z.int() });

export function createPaces(db: Database) {
  const kept = new Map<JobName, { readonly untilMs: number; readonly seconds: Promise<number | null> }>();
  const read = async (name: JobName): Promise<number | null> => {
    const { rows } = await db.execute(
      sql`select (percentile_cont(0.5) within group (order by extract(epoch from completed_on - started_on))
                    filter (where state = 'completed' and completed_on > now() - ${lately}::interval))::float8 as seconds,
                 (count(*) filter (where state = 'active'))::int as beside
          from pgboss.job where name = ${name} and state in ('active', 'completed')`,
    );
    const [{ seconds, beside }] = z.tuple([paceRow]).parse(rows);
    return seconds === null ? null : seconds / Math.max(1, beside);
  };
  return {
    /** Seconds from one finished job to the next; null while none was finished lately. */
    secondsEach: (name: JobName): Promise<number | null> => {
      const known = kept.get(name);
      if (known && known.untilMs > performance.now()) return known.seconds;
      const seconds = read(name);
      kept.set(name, { untilMs: performance.now() + keptMs, seconds });
      // A question that failed, or that nothing was known about, is asked again.
      const forget = (): boolean => kept.delete(name);
      seconds.then((known) => known ?? forget(), forget);
      return seconds;
    },
  };
}
