/** Takes refund requests and shows refunds as WeChat Pay v3 does. */
import { z } from "zod";
import { type Answer, type Call, json } from "../answer.ts";
import { parseJson, readParam } from "../read-call.ts";
import type { World } from "../world.ts";
import { findOrder } from "./orders.ts";
import type { Order, Refund } from "./pay-books.ts";
import { refundFields } from "./refund-fields.ts";
import { payError } from "./signatures.ts";

/** How long a refund stays PROCESSING. */
const settlesAfterMs = 3000;

const asked = z
  .object({
    transaction_id: z.string().optional(),
    out_trade_no: z.string().optional(),
    out_refund_no: z.string().regex(/^[\w\-|*@]{1,64}$/),
    reason: z.string().max(80).optional(),
    notify_url: z.url().max(255).optional(),
    amount: z.object({ refund: z.number().int().min(1), total: z.number().int().min(1), currency: z.literal("CNY") }),
  })
  .refine((given) => given.transaction_id !== undefined || given.out_trade_no !== undefined, "订单号必填一个");

function orderOf(world: World, given: z.infer<typeof asked>): Order | undefined {
  if (given.out_trade_no !== undefined) return findOrder(world, given.out_trade_no);
  return Object.values(world.books.pay.orders).find(({ transactionId }) => transactionId === given.transaction_id);
}

export function requestRefund(world: World, call: Call, faultKind?: string): Answer {
  const parsed = asked.safeParse(parseJson(call.text));
  if (!parsed.success) return payError(400, "PARAM_ERROR", z.prettifyError(parsed.error));
  const given = parsed.data;
  const { refunds } = world.books.pay;
  const order = orderOf(world, given);
  if (!order) return payError(404, "RESOURCE_NOT_EXISTS", "订单不存在");
  const text = JSON.stringify(given);
  const known = findRefund(world, given.out_refund_no);
  if (known) {
    if (known.asked !== text) return payError(400, "PARAM_ERROR", "订单金额或退款金额与之前请求不一致");
    return json(200, refundFields(order, known));
  }
  if (order.paidAtMs === undefined) return payError(400, "INVALID_REQUEST", "订单未支付");
  if (given.amount.total !== order.totalFen) return payError(400, "PARAM_ERROR", "订单金额不一致");
  const earlierFen = refundedFen(Object.values(refunds), order.outTradeNo);
  if (earlierFen + given.amount.refund > order.totalFen)
    return payError(400, "INVALID_REQUEST", "累计退款金额大于支付金额");
  const nowMs = world.now().getTime();
  const refund: Refund = {
    outRefundNo: given.out_refund_no,
    refundId: `5030${[...world.randomBytes(25)].map((byte) => byte % 10).join("")}`,
    outTradeNo: order.outTradeNo,
    refundFen: given.amount.refund,
    notifyUrl: given.notify_url ?? "",
    asked: text,
    status: "PROCESSING",
    endsAs: faultKind === "ends-abnormal" ? "ABNORMAL" : faultKind === "ends-closed" ? "CLOSED" : "SUCCESS",
    createdAtMs: nowMs,
    settlesAtMs: nowMs + settlesAfterMs,
  };
  refunds[refund.outRefundNo] = refund;
  order.state = "REFUND";
  return json(200, refundFields(order, refund));
}

/** What is refunded or about to be; a closed refund gave nothing back. */
export const refundedFen = (refunds: readonly Refund[], outTradeNo: string): number =>
  refunds
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status !== "CLOSED")
    .reduce((sum, refund) => sum + refund.refundFen, 0);

function findRefund(world: World, outRefundNo: string): Refund | undefined {
  const { refunds } = world.books.pay;
  return Object.hasOwn(refunds, outRefundNo) ? refunds[outRefundNo] : undefined;
}

export function queryRefund(world: World, call: Call): Answer {
  const refund = findRefund(world, readParam(call, "outRefundNo"));
  const order = refund && findOrder(world, refund.outTradeNo);
  return order ? json(200, refundFields(order, refund)) : payError(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
}
