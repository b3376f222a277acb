/**
 * Requests a refund at the provider, or queries its state, and records the result. Repeated requests never refund
 * twice.
 */
import { eq } from "drizzle-orm";
import { orders } from "../infra/db/schema/index.ts";
import { applyRefundNews } from "./apply-refund-news.ts";
import type { PaymentDeps } from "./deps.ts";
import type { OrderRow, RefundRow } from "./order-rows.ts";

export async function readRefundStatus(deps: PaymentDeps, refund: RefundRow): Promise<void> {
  const { outRefundNo, amountFen } = refund;
  const [order] = await deps.db.select().from(orders).where(eq(orders.id, refund.orderId));
  if (!order) throw new Error("A refund has lost its order");
  const { outTradeNo } = order;
  const provider = deps.providerOf(order.provider);
  if (refund.state !== "due") {
    const answer = await provider.queryRefund({ outTradeNo, outRefundNo });
    if (answer.ok) await applyRefundNews(deps, answer.value);
    return;
  }
  const answer = await provider.refund({
    outTradeNo,
    outRefundNo,
    refundFen: amountFen,
    totalFen: order.amountFen,
  });
  if (answer.ok) await applyRefundNews(deps, answer.value);
  else if (answer.refusal === "not-enough")
    deps.warn(
      { provider: order.provider, outRefundNo },
      "The provider holds too little money for a refund",
    );
  else if (answer.refusal !== "unavailable") await giveUp(deps, order, refund);
}

/**
 * Closes a refund that the provider rejects. Unless the provider accepted an earlier request, no money was refunded.
 */
async function giveUp(
  deps: PaymentDeps,
  order: OrderRow,
  { outRefundNo, amountFen }: RefundRow,
): Promise<void> {
  const { provider, outTradeNo } = order;
  const answer = await deps.providerOf(provider).queryRefund({ outTradeNo, outRefundNo });
  if (answer.ok) await applyRefundNews(deps, answer.value);
  else if (answer.refusal === "not-found") {
    const closed = {
      provider,
      outTradeNo,
      outRefundNo,
      state: "closed",
      refundFen: amountFen,
    } as const;
    await applyRefundNews(deps, { ...closed, refundId: null, acceptedAt: null });
  }
}
