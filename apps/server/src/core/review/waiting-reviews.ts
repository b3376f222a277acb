/** Which submissions wait for a decision, and whose: conditions on `collections`, for the queue and for what tells of it. */
import { allRoles, canMove, type Role } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { collections, reviewTasks, staff, staffPosts } from "../../infra/db/schema/index.ts";
import { holdsRole } from "../held-roles.ts";

/** What somebody left to others comes back to them only then. */
const leftForMs = 10 * 60_000;
const decidingRoles = allRoles.filter((role) => canMove("in_review", "approve", role));

export const inReview = sql`${collections.state} = 'in_review'`;

const taskOf = sql`select from ${reviewTasks} where ${reviewTasks.collectionId} = ${collections.id}
  and ${reviewTasks.kind} = 'submission'`;

/** Of the submission that `collections` stands for in the query around it, not of an earlier one. */
export const heldRejection: SQL = sql`${taskOf} and ${reviewTasks.heldUntil} is not null
  and ${reviewTasks.at} >= ${collections.submittedAt}`;

/** Whose rejection is held is decided. */
export const isUndecided: SQL = sql`${inReview} and not exists (${heldRejection})`;

/** One that the role may decide. */
export const isDecidedBy = (role: Role): SQL =>
  sql`(${collections.handedTo} is null or ${collections.handedTo} = ${role})`;

const inHand = (now: Date): SQL =>
  sql`${taskOf} and ${reviewTasks.decision} is null and ${reviewTasks.endsAt} > ${now}`;

/** In nobody's hand, not decided, and one that the role may decide. */
export const waitsFor = (role: Role, now: Date): SQL =>
  sql`${isUndecided} and ${isDecidedBy(role)} and not exists (${inHand(now)})`;

export const isInHandOf = (staffId: string, now: Date): SQL =>
  sql`exists (${inHand(now)} and ${reviewTasks.reviewerId} = ${staffId})`;

/** Its student appealed, and nobody has handed it on since. */
export const isAppealed: SQL = sql`(${collections.handedTo} is not null and (select move from collection_history
  where collection_id = ${collections.id} and move in ('appeal', 'escalate', 'recall') order by id desc limit 1) = 'appeal')`;

/** Nobody looks again at what they rejected or escalated, or just left to others, unless there is nobody else to do it. */
export function isForOthersThan(staffId: string, now: Date): SQL {
  const others = sql`select from ${staff} where ${staff.id} <> ${staffId} and ${staff.disabledAt} is null and case when ${collections.handedTo} is null
    then ${holdsRole(...decidingRoles)} else ${staff.role} = ${collections.handedTo} or exists (select from ${staffPosts}
    where ${staffPosts.staffId} = ${staff.id} and ${staffPosts.role} = ${collections.handedTo}) end`;
  const own = sql`${taskOf} and ${reviewTasks.reviewerId} = ${staffId}`;
  // The comparison of times, always true, keeps the database from reading all that they ever decided, to look it up there.
  const decided = sql`${own} and ${reviewTasks.at} >= ${collections.createdAt} and ${reviewTasks.attemptId} = ${collections.submittedAttemptId}
    and ${reviewTasks.decision} in ('reject', 'escalate') and ${reviewTasks.undoneAt} is null`;
  const left = sql`${own} and ${reviewTasks.decision} is null and ${reviewTasks.leftAt} > ${new Date(now.getTime() - leftForMs)}`;
  return sql`((exists (${decided}) or exists (${left})) and exists (${others}))`;
}
