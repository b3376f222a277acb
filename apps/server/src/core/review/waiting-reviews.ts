/** Which submissions wait for a decision, and whose: conditions on `collections`, for the queue and for what tells of it. */
import { allRoles, canMove, type Role } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { collections, reviewLeases, reviews, staff, staffPosts } from "../../infra/db/schema/index.ts";
import { holdsRole } from "../held-roles.ts";

/** What somebody left to others comes back to them only then. */
const leftForMs = 10 * 60_000;
const decidingRoles = allRoles.filter((role) => canMove("in_review", "approve", role));

export const inReview = sql`${collections.state} = 'in_review'`;

/** Of the submission that `collections` stands for in the query around it, not of an earlier one. */
export const heldRejection: SQL = sql`select from ${reviews} where ${reviews.collectionId} = ${collections.id}
  and ${reviews.heldUntil} is not null and ${reviews.at} >= ${collections.submittedAt}`;

/** Whose rejection is held is decided. */
export const isUndecided: SQL = sql`${inReview} and not exists (${heldRejection})`;

/** One that the role may decide. */
export const isDecidedBy = (role: Role): SQL =>
  sql`(${collections.handedTo} is null or ${collections.handedTo} = ${role})`;

/** In nobody's hand, not decided, and one that the role may decide. */
export function waitsFor(role: Role, now: Date): SQL {
  const inHand = sql`select from ${reviewLeases} where ${reviewLeases.collectionId} = ${collections.id}
    and ${reviewLeases.endsAt} > ${now}`;
  return sql`${isUndecided} and ${isDecidedBy(role)} and not exists (${inHand})`;
}

export const isInHandOf = (staffId: string, now: Date): SQL =>
  sql`exists (select from ${reviewLeases} where ${reviewLeases.collectionId} = ${collections.id}
    and ${reviewLeases.reviewerId} = ${staffId} and ${reviewLeases.endsAt} > ${now})`;

/** Nobody looks again at what they rejected or escalated, or just left to others, unless there is nobody else to do it. */
export function isForOthersThan(staffId: string, now: Date): SQL {
  const others = sql`select from ${staff} where ${staff.id} <> ${staffId} and ${staff.disabledAt} is null and case when ${collections.handedTo} is null
    then ${holdsRole(...decidingRoles)} else ${staff.role} = ${collections.handedTo} or exists (select from ${staffPosts}
    where ${staffPosts.staffId} = ${staff.id} and ${staffPosts.role} = ${collections.handedTo}) end`;
  const decided = sql`select from ${reviews} where ${reviews.collectionId} = ${collections.id}
    and ${reviews.attemptId} = ${collections.submittedAttemptId} and ${reviews.reviewerId} = ${staffId}
    and ${reviews.decision} in ('reject', 'escalate') and ${reviews.undoneAt} is null`;
  const left = sql`select from ${reviewLeases} where ${reviewLeases.collectionId} = ${collections.id}
    and ${reviewLeases.reviewerId} = ${staffId} and ${reviewLeases.leftAt} > ${new Date(now.getTime() - leftForMs)}`;
  return sql`((exists (${decided}) or exists (${left})) and exists (${others}))`;
}
