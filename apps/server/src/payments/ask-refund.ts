/** Asks WeChat Pay to give money back, or what became of it, and writes what is learnt. Asking twice never gives twice. */
import { eq } from "drizzle-orm";
import { orders } from "../infra/db/schema/index.ts";
import { takeRefund } from "./end-refund.ts";
import type { PaymentNeeds } from "./needs.ts";
import type { RefundRow } from "./order-rows.ts";

export async function askRefund(needs: PaymentNeeds, refund: RefundRow): Promise<void> {
  const { outRefundNo, amountFen } = refund;
  if (refund.state !== "due") {
    const asked = await needs.pay.readRefund(outRefundNo);
    if (asked.ok) await takeRefund(needs, asked.value);
    return;
  }
  const [order] = await needs.db.select().from(orders).where(eq(orders.id, refund.orderId));
  if (!order) throw new Error("A refund has lost its order");
  const { outTradeNo } = order;
  const answer = await needs.pay.refund({
    outTradeNo,
    outRefundNo,
    refundFen: amountFen,
    totalFen: order.amountFen,
  });
  if (answer.ok) await takeRefund(needs, answer.value);
  else if (answer.refusal === "not-enough")
    needs.warn({ outRefundNo }, "WeChat Pay holds too little money for a refund");
  else if (answer.refusal !== "unavailable") await giveUp(needs, outTradeNo, refund);
}

/** WeChat Pay will not take the request. Unless it has taken an earlier one, nothing went back. */
async function giveUp(needs: PaymentNeeds, outTradeNo: string, { outRefundNo, amountFen }: RefundRow): Promise<void> {
  const asked = await needs.pay.readRefund(outRefundNo);
  if (asked.ok) await takeRefund(needs, asked.value);
  else if (asked.refusal === "not-found") {
    const closed = { outTradeNo, outRefundNo, state: "closed", refundFen: amountFen } as const;
    await takeRefund(needs, { ...closed, refundId: null, acceptedAt: null });
  }
}
