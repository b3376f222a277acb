/** Withdraws a submission from review. Only its history remains. */
import type { RefundState } from "@gradphoto/domain";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import type { Transaction } from "../../infra/db/database.ts";
import { collections, orders, refunds, reviewTasks } from "../../infra/db/schema/index.ts";
import { isRefusal } from "../call.ts";
import {
  type Actor,
  type MoveReason,
  type MoveRefusal,
  moveCollection,
} from "./move-collection.ts";

/** States of a settled refund. A failed refund is not settled. */
const settled = ["succeeded", "declined"] as const satisfies readonly RefundState[];

/** Condition on `collections`: the latest refund of the order that counts is not settled. */
export const hasRefundRequest: SQL<boolean> = sql<boolean>`coalesce((select r.state not in ${settled} from ${refunds} r
  join ${orders} o on o.id = r.order_id where o.collection_id = ${collections.id} and o.counts
  order by r.created_at desc, r.id desc limit 1), false)`;

/** Column values of a collection that has no submission. */
export const notSubmitted = {
  submittedAttemptId: null,
  submittedAt: null,
  reviewDueAt: null,
  reviewDueCertain: true,
  reviewRisk: 0,
} as const;

export interface Withdrawal {
  readonly collectionId: string;
  readonly actor: Actor;
  readonly reason: MoveReason;
}

export async function withdraw(
  tx: Transaction,
  clock: Clock,
  { collectionId, actor, reason }: Withdrawal,
): Promise<typeof collections.$inferSelect | MoveRefusal> {
  const moved = await moveCollection(tx, clock, {
    collectionId,
    move: "withdraw",
    actor,
    details: { reason },
  });
  if (isRefusal(moved)) return moved;
  return clearSubmission(tx, collectionId);
}

/** Condition for the open review task of a collection, leased or released. There is at most one. */
export const whereOpenTaskOf = (collectionId: string) =>
  and(
    eq(reviewTasks.collectionId, collectionId),
    eq(reviewTasks.kind, "submission"),
    isNull(reviewTasks.decision),
  );

/** Removes the submission and its open task. Runs in the transaction of the move that withdraws it. */
export async function clearSubmission(
  tx: Transaction,
  collectionId: string,
): Promise<typeof collections.$inferSelect> {
  const [row] = await tx
    .update(collections)
    .set(notSubmitted)
    .where(eq(collections.id, collectionId))
    .returning();
  await tx.delete(reviewTasks).where(whereOpenTaskOf(collectionId));
  if (!row) throw new Error("A collection does not exist in the middle of a move");
  return row;
}
