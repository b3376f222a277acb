/** Conditions on `collections` for submissions that wait for a decision, and for the roles that may decide them. */
import { allRoles, canMove, type Role } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { collections, reviewTasks, staff, staffPosts } from "../../infra/db/schema/index.ts";
import { holdsRole } from "../staff-name.ts";

/** A task that a reviewer released is offered to the same reviewer again after this time. */
const leftForMs = 10 * 60_000;
const decidingRoles = allRoles.filter((role) => canMove("in_review", "approve", role));

export const inReview = sql`${collections.state} = 'in_review'`;

const taskOf = sql`select from ${reviewTasks} where ${reviewTasks.collectionId} = ${collections.id}
  and ${reviewTasks.kind} = 'submission'`;

/** Matches the current submission of the outer query's `collections` row, not an earlier one. */
export const heldRejection: SQL = sql`${taskOf} and ${reviewTasks.heldUntil} is not null
  and ${reviewTasks.at} >= ${collections.submittedAt}`;

/** A submission with a held rejection counts as decided. */
export const whereUndecided: SQL = sql`${inReview} and not exists (${heldRejection})`;

/** Condition: the role may decide it. */
export const whereDecidedBy = (role: Role): SQL =>
  sql`(${collections.handedTo} is null or ${collections.handedTo} = ${role})`;

const inHand = (now: Date): SQL =>
  sql`${taskOf} and ${reviewTasks.decision} is null and ${reviewTasks.endsAt} > ${now}`;

/** Condition: undecided, without an active lease, and decidable by the role. */
export const waitsFor = (role: Role, now: Date): SQL =>
  sql`${whereUndecided} and ${whereDecidedBy(role)} and not exists (${inHand(now)})`;

export const whereInHandOf = (staffId: string, now: Date): SQL =>
  sql`exists (${inHand(now)} and ${reviewTasks.reviewerId} = ${staffId})`;

/** Condition: the student appealed, and the case was not handed on since. */
export const whereAppealed: SQL = sql`(${collections.handedTo} is not null and (select move from collection_history
  where collection_id = ${collections.id} and move in ('appeal', 'escalate', 'recall') order by id desc limit 1) = 'appeal')`;

/** Excludes what this reviewer rejected, escalated or just released, unless no other reviewer can decide it. */
export function whereForOthersThan(staffId: string, now: Date): SQL {
  const others = sql`select from ${staff} where ${staff.id} <> ${staffId} and ${staff.disabledAt} is null and case when ${collections.handedTo} is null
    then ${holdsRole(...decidingRoles)} else ${staff.role} = ${collections.handedTo} or exists (select from ${staffPosts}
    where ${staffPosts.staffId} = ${staff.id} and ${staffPosts.role} = ${collections.handedTo}) end`;
  const ownTask = sql`${taskOf} and ${reviewTasks.reviewerId} = ${staffId}`;
  // The time comparison is always true. It keeps the planner from reading everything that the reviewer ever decided.
  const decided = sql`${ownTask} and ${reviewTasks.at} >= ${collections.createdAt} and ${reviewTasks.attemptId} = ${collections.submittedAttemptId}
    and ${reviewTasks.decision} in ('reject', 'escalate') and ${reviewTasks.undoneAt} is null`;
  const justReleased = sql`${ownTask} and ${reviewTasks.decision} is null and ${reviewTasks.leftAt} > ${new Date(now.getTime() - leftForMs)}`;
  return sql`((exists (${decided}) or exists (${justReleased})) and exists (${others}))`;
}
