/** Which of the submissions that wait comes next. */
import type { Role } from "@gradphoto/domain";
import { and, asc, eq, not, type SQL, sql } from "drizzle-orm";
import { isForOthersThan, waitsFor } from "../core/review/waiting-reviews.ts";
import type { Transaction } from "../infra/db/database.ts";
import { collections, projects } from "../infra/db/schema/index.ts";

/** What the reviewer chose to review: of one project, or of all of one school; undefined: of all. */
export interface Chosen {
  readonly projectId?: string | undefined;
  readonly schoolCode?: string | undefined;
}

/** Of `collections`; undefined: any of them. */
export const isChosen = ({ projectId, schoolCode }: Chosen): SQL | undefined =>
  and(
    projectId === undefined ? undefined : eq(collections.projectId, projectId),
    schoolCode === undefined
      ? undefined
      : sql`${collections.projectId} in (select ${projects.id} from ${projects} where ${projects.schoolCode} = ${schoolCode})`,
  );

export interface Reviewer extends Chosen {
  readonly id: string;
  readonly role: Role;
}

/** First what a senior alone decides, where the caller is one; then by the day it was promised for, that day's riskiest first. */
export async function nextInQueue(
  tx: Transaction,
  { id, role, ...chosen }: Reviewer,
  count: number,
  now: Date,
): Promise<string[]> {
  const found = await tx
    .select({ id: collections.id })
    .from(collections)
    .where(and(waitsFor(role, now), isChosen(chosen), not(isForOthersThan(id, now))))
    .orderBy(
      sql`${collections.handedTo} is null`,
      sql`(${collections.reviewDueAt} at time zone 'Asia/Shanghai')::date`,
      sql`${collections.reviewRisk} desc`,
      asc(collections.reviewDueAt),
      asc(collections.id),
    )
    .limit(count)
    // Not as for a deletion: what is only referred to at this moment, as by a message that goes out, is not passed over.
    .for("no key update", { of: collections, skipLocked: true });
  return found.map((row) => row.id);
}
