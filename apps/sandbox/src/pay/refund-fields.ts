/** A refund in the formats of queries and of notifications. */
import { rfc3339Time } from "../answer.ts";
import type { Order, Refund } from "./pay-books.ts";

const amountOf = (order: Order, { refundFen }: Refund) => ({
  total: order.totalFen,
  refund: refundFen,
  payer_total: order.totalFen,
  payer_refund: refundFen,
});

const shared = (order: Order, refund: Refund) => ({
  refund_id: refund.refundId,
  out_refund_no: refund.outRefundNo,
  transaction_id: order.transactionId,
  out_trade_no: order.outTradeNo,
  user_received_account: "支付用户零钱",
  ...(refund.status === "SUCCESS" ? { success_time: rfc3339Time(refund.settlesAtMs) } : {}),
});

export const refundFields = (order: Order, refund: Refund) => ({
  ...shared(order, refund),
  channel: "ORIGINAL",
  create_time: rfc3339Time(refund.createdAtMs),
  status: refund.status,
  funds_account: "AVAILABLE",
  amount: {
    ...amountOf(order, refund),
    settlement_refund: refund.refundFen,
    settlement_total: order.totalFen,
    discount_refund: 0,
    currency: "CNY",
  },
});

export const refundNotice = (mchid: string, order: Order, refund: Refund) => ({
  mchid,
  ...shared(order, refund),
  refund_status: refund.status,
  amount: amountOf(order, refund),
});
