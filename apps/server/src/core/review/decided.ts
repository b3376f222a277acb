/** Conditions for decided rows of `review_tasks`, among them second looks and honeypots, which decide no submission. */
import type { ReviewDecision } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { reviewTasks } from "../../infra/db/schema/index.ts";

export type TaskRow = typeof reviewTasks.$inferSelect;

/** Condition for a decision, including those that were undone. */
export const whereDecision: SQL = sql`(${reviewTasks.kind} = 'submission' and ${reviewTasks.decision} is not null)`;

export const whereStandingDecision: SQL = sql`(${whereDecision} and ${reviewTasks.undoneAt} is null)`;

/** Condition for a decision that the student may see. */
export const whereAnnouncedDecision: SQL = sql`(${whereStandingDecision} and ${reviewTasks.heldUntil} is null)`;

/**
 * Condition for a decision that counts toward the reviewer's statistics. An undone decision reveals nothing about them;
 * one recalled after a second look reveals an error.
 */
export const whereCountedDecision: SQL = sql`(${whereDecision}
  and (${reviewTasks.undoneAt} is null or ${reviewTasks.recalledBy} is not null))`;

/** Condition for the decision on a honeypot, unless it was undone. */
export const whereHoneypotAnswer: SQL = sql`(${reviewTasks.kind} = 'honeypot'
  and ${reviewTasks.decision} is not null and ${reviewTasks.undoneAt} is null)`;

/** A decided task of any kind, whether or not the decision was undone later. */
export interface DecidedTask extends TaskRow {
  readonly decision: ReviewDecision;
  readonly decisionId: string;
  readonly reviewerId: string;
  readonly at: Date;
}

export function requireDecided(task: TaskRow): DecidedTask {
  const { decision, decisionId, reviewerId, at } = task;
  if (decision === null || decisionId === null || reviewerId === null || at === null)
    throw new Error(`Review task ${task.id} is not decided`);
  return { ...task, decision, decisionId, reviewerId, at };
}
