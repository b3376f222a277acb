/** Reviewers who may not use contact sheets because they recently missed too many honeypots on them. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { honeypots, reviewTasks, staff } from "../../infra/db/schema/index.ts";
import type { InForce } from "../configuration/read-configuration.ts";
import { whereHoneypotAnswer } from "./decided.ts";

/** Minimum number of answers. Fewer are not significant. */
const minAnswers = 5;
const sinceMs = 14 * 86_400_000;

/** Selects `reviewer_id` and `since`, the time of the last answer that counted; of one reviewer with `reviewerId`. */
export const withdrawnSheets = (inForce: InForce, now: Date, reviewerId?: string): SQL => sql`
  select ${reviewTasks.reviewerId} as reviewer_id, max(${reviewTasks.at}) as since
  from ${reviewTasks} join ${honeypots} on ${honeypots.id} = ${reviewTasks.honeypotId}
  join ${staff} on ${staff.id} = ${reviewTasks.reviewerId} and ${staff.disabledAt} is null
  where ${whereHoneypotAnswer} and ${reviewTasks.onSheet}
    ${reviewerId === undefined ? sql`` : sql`and ${reviewTasks.reviewerId} = ${reviewerId}`}
    and ${reviewTasks.at} > ${new Date(now.getTime() - sinceMs).toISOString()}::timestamptz
  group by ${reviewTasks.reviewerId}
  having count(*) >= ${minAnswers}::int
    and avg((${reviewTasks.decision} <> ${honeypots.decision})::int) > ${inForce("sheet-miss-limit")}::float8`;

const withdrawn = z.array(z.object({ reviewer_id: z.string() }));

/** Reads the ids of the reviewers who may decide only single photos. */
export async function readWithdrawnSheets(
  db: Database | Transaction,
  inForce: InForce,
  now: Date,
  reviewerId?: string,
): Promise<readonly string[]> {
  const { rows } = await db.execute(withdrawnSheets(inForce, now, reviewerId));
  return withdrawn.parse(rows).map((row) => row.reviewer_id);
}
