/** A refund of the payment of a collection, in the state it is to be in. */
import { randomUUID } from "node:crypto";
import type { RefundState } from "@gradphoto/domain";
import type { Database } from "../../infra/db/database.ts";
import { orders, refunds } from "../../infra/db/schema/index.ts";

/** `counts`: whether the payment paid for the collection. */
export async function askRefund(
  db: Database,
  {
    collectionId,
    state,
    counts = true,
    at,
  }: Readonly<{ collectionId: string; state: RefundState; counts?: boolean; at: Date }>,
): Promise<void> {
  const [orderId, id] = [randomUUID(), randomUUID()];
  const numberOf = (of: string): string => of.replaceAll("-", "");
  await db.insert(orders).values({
    ...{ id: orderId, collectionId, outTradeNo: numberOf(orderId), transactionId: numberOf(orderId) },
    ...{ provider: "wechat-pay", channel: "native", appid: "wx", amountFen: 2500, state: "paid", counts },
    ...{ paidAt: at, createdAt: at, expiresAt: new Date(at.getTime() + 60_000) },
  });
  await db.insert(refunds).values({
    ...{ id, orderId, outRefundNo: numberOf(id), cause: "requested", amountFen: 2500, state },
    ...{ requestedByRole: "student", createdAt: at },
  });
}
