/** Creates a refund of a payment for a collection, in the given state. */
import { randomUUID } from "node:crypto";
import type { RefundState } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { orders, refunds } from "../../infra/db/schema/index.ts";

interface RefundInput {
  readonly collectionId: string;
  readonly state: RefundState;
  readonly at: Date;
  /** True if the payment counts for the collection, which is the default. */
  readonly counts?: boolean;
}

const numberOf = (of: string): string => of.replaceAll("-", "");

export async function createRefund(
  db: Database,
  { collectionId, state, at, counts = true }: RefundInput,
): Promise<void> {
  const own = and(eq(orders.collectionId, collectionId), eq(orders.counts, true));
  const [paid] = counts ? await db.select({ id: orders.id }).from(orders).where(own) : [];
  const orderId = paid?.id ?? randomUUID();
  if (!paid) {
    await db.insert(orders).values({
      ...{
        id: orderId,
        collectionId,
        outTradeNo: numberOf(orderId),
        transactionId: numberOf(orderId),
      },
      ...{
        provider: "wechat-pay",
        channel: "native",
        appid: "wx",
        amountFen: 2500,
        state: "paid",
        counts,
      },
      ...{ paidAt: at, createdAt: at, expiresAt: new Date(at.getTime() + 60_000) },
    });
  }
  const id = randomUUID();
  await db.insert(refunds).values({
    ...{ id, orderId, outRefundNo: numberOf(id), cause: "requested", amountFen: 2500, state },
    ...{ requestedByRole: "student", createdAt: at },
  });
}
