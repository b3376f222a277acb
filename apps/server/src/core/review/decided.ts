/** Decisions on submissions among the rows of `review_tasks`; second looks and honeypots are decided too, and are none. */
import type { ReviewDecision } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { reviewTasks } from "../../infra/db/schema/index.ts";

export type TaskRow = typeof reviewTasks.$inferSelect;

/** Also one that was undone since. */
export const isDecision: SQL = sql`(${reviewTasks.kind} = 'submission' and ${reviewTasks.decision} is not null)`;

export const isStandingDecision: SQL = sql`(${isDecision} and ${reviewTasks.undoneAt} is null)`;

/** One that its student may know of. */
export const isAnnouncedDecision: SQL = sql`(${isStandingDecision} and ${reviewTasks.heldUntil} is null)`;

/** An undo says nothing about its reviewer; a recall after a second look says where they erred. */
export const isCountedDecision: SQL = sql`(${isDecision}
  and (${reviewTasks.undoneAt} is null or ${reviewTasks.recalledBy} is not null))`;

/** An answer to a honeypot that counts. */
export const isHoneypotAnswer: SQL = sql`(${reviewTasks.kind} = 'honeypot'
  and ${reviewTasks.decision} is not null and ${reviewTasks.undoneAt} is null)`;

/** A task of any kind that is decided, whatever became of it since. */
export interface DecidedTask extends TaskRow {
  readonly decision: ReviewDecision;
  readonly decisionId: string;
  readonly reviewerId: string;
  readonly at: Date;
}

export function decidedOf(task: TaskRow): DecidedTask {
  const { decision, decisionId, reviewerId, at } = task;
  if (decision === null || decisionId === null || reviewerId === null || at === null)
    throw new Error(`Review task ${task.id} is not decided`);
  return { ...task, decision, decisionId, reviewerId, at };
}
