/** Which submissions wait for whom, and which of them comes next. */
import { allRoles, canMove, type Role } from "@gradphoto/domain";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { holdsRole } from "../core/held-roles.ts";
import type { Transaction } from "../infra/db/database.ts";
import { collections, reviewLeases, reviews, staff, staffPosts } from "../infra/db/schema/index.ts";
import { heldRejection } from "./held-rejections.ts";

/** What somebody left to others comes back to them only then. */
const leftForMs = 10 * 60_000;

export interface Reviewer {
  readonly id: string;
  readonly role: Role;
  /** Of this project alone; undefined: of all. */
  readonly projectId?: string | undefined;
}

export const inReview = sql`${collections.state} = 'in_review'`;
const decidingRoles = allRoles.filter((role) => canMove("in_review", "approve", role));

/** In nobody's hand, not decided, and one that the role may decide. */
export function waitsFor(role: Role, now: Date): SQL {
  const inHand = sql`select from ${reviewLeases} where ${reviewLeases.collectionId} = ${collections.id}
    and ${reviewLeases.endsAt} > ${now}`;
  return sql`${inReview} and (${collections.handedTo} is null or ${collections.handedTo} = ${role})
    and not exists (${inHand}) and not exists (${heldRejection})`;
}

/**
 * First what a senior alone decides, where the caller is one; then by the day it was promised for, that day's riskiest
 * first. Nobody looks again at what they rejected or escalated, or just left to others, unless there is nobody else to do it.
 */
export async function nextInQueue(
  tx: Transaction,
  { id, role, projectId }: Reviewer,
  count: number,
  now: Date,
): Promise<string[]> {
  const others = sql`select from ${staff} where ${staff.id} <> ${id} and ${staff.disabledAt} is null and case when ${collections.handedTo} is null
    then ${holdsRole(...decidingRoles)} else ${staff.role} = ${collections.handedTo} or exists (select from ${staffPosts}
    where ${staffPosts.staffId} = ${staff.id} and ${staffPosts.role} = ${collections.handedTo}) end`;
  const decidedByMe = sql`select from ${reviews} where ${reviews.collectionId} = ${collections.id}
    and ${reviews.attemptId} = ${collections.submittedAttemptId} and ${reviews.reviewerId} = ${id}
    and ${reviews.decision} in ('reject', 'escalate') and ${reviews.undoneAt} is null`;
  const leftByMe = sql`select from ${reviewLeases} where ${reviewLeases.collectionId} = ${collections.id}
    and ${reviewLeases.reviewerId} = ${id} and ${reviewLeases.leftAt} > ${new Date(now.getTime() - leftForMs)}`;
  const found = await tx
    .select({ id: collections.id })
    .from(collections)
    .where(
      and(
        waitsFor(role, now),
        projectId === undefined ? undefined : eq(collections.projectId, projectId),
        sql`not ((exists (${decidedByMe}) or exists (${leftByMe})) and exists (${others}))`,
      ),
    )
    .orderBy(
      sql`${collections.handedTo} is null`,
      sql`(${collections.reviewDueAt} at time zone 'Asia/Shanghai')::date`,
      sql`${collections.reviewRisk} desc`,
      asc(collections.reviewDueAt),
      asc(collections.id),
    )
    .limit(count)
    .for("update", { of: collections, skipLocked: true });
  return found.map((row) => row.id);
}
