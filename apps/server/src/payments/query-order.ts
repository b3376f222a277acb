/** Queries the provider for the state of an order, or closes it there first, and records the result. */
import { and, eq } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { orders } from "../infra/db/schema/index.ts";
import { creditPayment } from "./credit-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import type { OrderRow } from "./order-rows.ts";

/** `unknown` means that the provider could not be queried or that its answer is inconsistent: retry later. */
export type OrderNews = "open" | "paid" | "closed" | "unknown";

export type QueryOrderDeps = Pick<
  PaymentDeps,
  "db" | "clock" | "ids" | "sealer" | "warn" | "providerOf"
>;

export async function queryOrder(deps: QueryOrderDeps, order: OrderRow): Promise<OrderNews> {
  const answer = await deps.providerOf(order.provider).query(order.outTradeNo);
  if (!answer.ok) return answer.refusal === "not-found" ? "open" : "unknown";
  const { state, payment } = answer.value;
  if (payment) return (await creditPayment(deps, payment)) === "refused" ? "unknown" : "paid";
  if (state === "closed") await markClosed(deps.db, order.id, deps.clock());
  return state === "closed" ? "closed" : "open";
}

/** Closes an order, at the provider first, so that nobody can pay it afterwards. */
export async function closeOrder(
  deps: QueryOrderDeps,
  order: OrderRow,
): Promise<Exclude<OrderNews, "open">> {
  const answer = await deps.providerOf(order.provider).close(order.outTradeNo);
  // An order that the provider does not know was never placed. If it is placed and paid at this moment, the money is
  // refunded.
  if (answer.ok || answer.refusal === "order-closed" || answer.refusal === "not-found") {
    await markClosed(deps.db, order.id, deps.clock());
    return "closed";
  }
  if (answer.refusal === "unavailable") return "unknown";
  const news = await queryOrder(deps, order);
  return news === "open" ? "unknown" : news;
}

async function markClosed(db: Database, orderId: string, closedAt: Date): Promise<void> {
  await db
    .update(orders)
    .set({ state: "closed", closedAt })
    .where(and(eq(orders.id, orderId), eq(orders.state, "open")));
}

/** Processes an open order: queries it, and closes it once it has expired. */
export async function settleOrder(deps: QueryOrderDeps, order: OrderRow): Promise<OrderNews> {
  const news = await queryOrder(deps, order);
  return news === "open" && order.expiresAt <= deps.clock() ? closeOrder(deps, order) : news;
}
