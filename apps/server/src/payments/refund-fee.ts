/** Refunds the complete payment of a collection in the transaction that closes it. */
import { previousRefundStates, type RefundCause } from "@gradphoto/domain";
import { and, eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { orders, refunds } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { PaymentWork } from "./deps.ts";
import { openRefund } from "./open-refund.ts";
import { liveRefund, lockOrder, type OrderRow, type RefundRow } from "./order-rows.ts";

/** Causes that follow from a rule. No person requests or confirms such a refund. */
export type RuleCause = Extract<RefundCause, "window-ended" | "left" | "already-registered">;

/** Finds the paid order that counts for the collection. */
export async function countingOrder(
  db: Database | Transaction,
  collectionId: string,
): Promise<OrderRow | null> {
  const wherePaid = and(
    eq(orders.collectionId, collectionId),
    eq(orders.state, "paid"),
    eq(orders.counts, true),
  );
  const [paid] = await db.select().from(orders).where(wherePaid);
  return paid ?? null;
}

/** Refunds the payment and returns the amount in fen, or 0 when nothing was paid. The collection must be locked. */
export async function refundFee(
  tx: Transaction,
  deps: PaymentWork,
  { collectionId, cause }: { readonly collectionId: string; readonly cause: RuleCause },
): Promise<number> {
  const paid = await countingOrder(tx, collectionId);
  const locked = paid ? await lockOrder(tx, paid.outTradeNo) : null;
  if (locked?.order.state !== "paid") return 0;
  const { order } = locked;
  const live = await liveRefund(tx, order.id);
  const actor = { role: "system", id: null } as const;
  if (live) await hurry(tx, live, cause);
  else await openRefund(tx, deps, { order, cause, state: "due", actor, reason: null });
  return order.amountFen;
}

/** Returns the amount in fen that is refunded, or being refunded, for this cause. */
export async function refundedFen(
  tx: Transaction,
  collectionId: string,
  cause: RuleCause,
): Promise<number> {
  const rows = await tx
    .select({ amountFen: refunds.amountFen })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(and(eq(orders.collectionId, collectionId), eq(refunds.cause, cause)));
  return rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

/** Makes a refund due that waits for a person, because the rule grants it. */
async function hurry(tx: Transaction, refund: RefundRow, cause: RuleCause): Promise<void> {
  const hurried = await tx
    .update(refunds)
    .set({ state: "due", cause })
    .where(and(eq(refunds.id, refund.id), inArray(refunds.state, previousRefundStates("decline"))))
    .returning({ id: refunds.id });
  for (const { id: refundId } of hurried) await enqueue(tx, "give-refund", { refundId });
}
