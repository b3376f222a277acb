/** Asks WeChat Pay to give money back, or what became of it, and writes what is learnt. Asking twice never gives twice. */
import { eq } from "drizzle-orm";
import { orders } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { takeRefund } from "./end-refund.ts";
import type { RefundRow } from "./order-rows.ts";

export async function askRefund(deps: PaymentDeps, refund: RefundRow): Promise<void> {
  const { outRefundNo, amountFen } = refund;
  if (refund.state !== "due") {
    const asked = await deps.pay.readRefund(outRefundNo);
    if (asked.ok) await takeRefund(deps, asked.value);
    return;
  }
  const [order] = await deps.db.select().from(orders).where(eq(orders.id, refund.orderId));
  if (!order) throw new Error("A refund has lost its order");
  const { outTradeNo } = order;
  const answer = await deps.pay.refund({
    outTradeNo,
    outRefundNo,
    refundFen: amountFen,
    totalFen: order.amountFen,
  });
  if (answer.ok) await takeRefund(deps, answer.value);
  else if (answer.refusal === "not-enough")
    deps.warn({ outRefundNo }, "WeChat Pay holds too little money for a refund");
  else if (answer.refusal !== "unavailable") await giveUp(deps, outTradeNo, refund);
}

/** WeChat Pay will not take the request. Unless it has taken an earlier one, nothing went back. */
async function giveUp(deps: PaymentDeps, outTradeNo: string, { outRefundNo, amountFen }: RefundRow): Promise<void> {
  const asked = await deps.pay.readRefund(outRefundNo);
  if (asked.ok) await takeRefund(deps, asked.value);
  else if (asked.refusal === "not-found") {
    const closed = { outTradeNo, outRefundNo, state: "closed", refundFen: amountFen } as const;
    await takeRefund(deps, { ...closed, refundId: null, acceptedAt: null });
  }
}
