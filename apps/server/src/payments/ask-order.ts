/** Asks WeChat Pay for the truth of an order, or closes it there first, and writes what is learnt. */
import { and, eq } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { orders } from "../infra/db/schema/index.ts";
import { creditPayment } from "./credit-payment.ts";
import type { PaymentNeeds } from "./needs.ts";
import type { OrderRow } from "./order-rows.ts";

/** `unknown`: WeChat Pay could not be asked, or says what does not fit; ask again later. */
export type OrderNews = "open" | "paid" | "closed" | "unknown";

export type AskNeeds = Pick<PaymentNeeds, "db" | "clock" | "ids" | "warn" | "mchid" | "pay">;

export async function askOrder(needs: AskNeeds, order: OrderRow): Promise<OrderNews> {
  const answer = await needs.pay.readOrder(order.outTradeNo);
  if (!answer.ok) return answer.refusal === "not-found" ? "open" : "unknown";
  const { state, payment } = answer.value;
  if (payment) return (await creditPayment(needs, payment)) === "refused" ? "unknown" : "paid";
  if (state === "closed") await markClosed(needs.db, order.id, needs.clock());
  return state === "closed" ? "closed" : "open";
}

/** Closed with WeChat Pay first: nobody can pay it afterwards. */
export async function closeOrder(needs: AskNeeds, order: OrderRow): Promise<Exclude<OrderNews, "open">> {
  const answer = await needs.pay.close(order.outTradeNo);
  // One that WeChat Pay has never heard of was not placed; if it is placed and paid in this moment, the money goes back.
  if (answer.ok || answer.refusal === "order-closed" || answer.refusal === "not-found") {
    await markClosed(needs.db, order.id, needs.clock());
    return "closed";
  }
  if (answer.refusal === "unavailable") return "unknown";
  const news = await askOrder(needs, order);
  return news === "open" ? "unknown" : news;
}

async function markClosed(db: Database, orderId: string, closedAt: Date): Promise<void> {
  await db
    .update(orders)
    .set({ state: "closed", closedAt })
    .where(and(eq(orders.id, orderId), eq(orders.state, "open")));
}

/** What the sweep does with an open order. */
export async function settleOrder(needs: AskNeeds, order: OrderRow): Promise<OrderNews> {
  const news = await askOrder(needs, order);
  return news === "open" && order.expiresAt <= needs.clock() ? closeOrder(needs, order) : news;
}
