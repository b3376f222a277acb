/** Accepts refund requests and answers refund queries as WeChat Pay v3 does. */
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { parseJson, readBody, readParam } from "../read-body.ts";
import type { World } from "../world.ts";
import { notifyRefund } from "./notify.ts";
import { findOrder } from "./orders.ts";
import type { Order, Refund } from "./pay-books.ts";
import { refundFields } from "./refund-fields.ts";
import { payError } from "./signatures.ts";

/** Duration for which a refund stays PROCESSING. */
const settlesAfterMs = 3000;

const refundInput = z
  .object({
    transaction_id: z.string().optional(),
    out_trade_no: z.string().optional(),
    out_refund_no: z.string().regex(/^[\w\-|*@]{1,64}$/),
    reason: z.string().max(80).optional(),
    notify_url: z.url().max(255).optional(),
    amount: z.object({
      refund: z.number().int().min(1),
      total: z.number().int().min(1),
      currency: z.literal("CNY"),
    }),
  })
  .refine(
    (input) => input.transaction_id !== undefined || input.out_trade_no !== undefined,
    "订单号必填一个",
  );

function orderOf(world: World, input: z.infer<typeof refundInput>): Order | undefined {
  if (input.out_trade_no !== undefined) return findOrder(world, input.out_trade_no);
  return Object.values(world.books.pay.orders).find(
    ({ transactionId }) => transactionId === input.transaction_id,
  );
}

export function requestRefund(world: World, call: Call, faultKind?: string): Answer {
  const parsed = refundInput.safeParse(parseJson(call.text));
  if (!parsed.success) return payError(400, "PARAM_ERROR", z.prettifyError(parsed.error));
  const wanted = parsed.data;
  const { refunds } = world.books.pay;
  const order = orderOf(world, wanted);
  if (!order) return payError(404, "RESOURCE_NOT_EXISTS", "订单不存在");
  const text = JSON.stringify(wanted);
  const earlier = findRefund(world, wanted.out_refund_no);
  if (earlier) {
    if (earlier.fingerprint !== text)
      return payError(400, "PARAM_ERROR", "订单金额或退款金额与之前请求不一致");
    return json(200, refundFields(order, earlier));
  }
  if (order.paidAtMs === undefined) return payError(400, "INVALID_REQUEST", "订单未支付");
  if (wanted.amount.total !== order.totalFen) return payError(400, "PARAM_ERROR", "订单金额不一致");
  const earlierFen = refundedFen(Object.values(refunds), order.outTradeNo);
  if (earlierFen + wanted.amount.refund > order.totalFen)
    return payError(400, "INVALID_REQUEST", "累计退款金额大于支付金额");
  const nowMs = world.now().getTime();
  const refund: Refund = {
    outRefundNo: wanted.out_refund_no,
    refundId: `5030${[...world.randomBytes(25)].map((byte) => byte % 10).join("")}`,
    outTradeNo: order.outTradeNo,
    refundFen: wanted.amount.refund,
    notifyUrl: wanted.notify_url ?? "",
    fingerprint: text,
    status: "PROCESSING",
    endsAs:
      faultKind === "ends-abnormal"
        ? "ABNORMAL"
        : faultKind === "ends-closed"
          ? "CLOSED"
          : "SUCCESS",
    createdAtMs: nowMs,
    settlesAtMs: nowMs + settlesAfterMs,
  };
  refunds[refund.outRefundNo] = refund;
  order.state = "REFUND";
  return json(200, refundFields(order, refund));
}

/** Sum of the amounts refunded or in progress. A closed refund does not count. */
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
  return order
    ? json(200, refundFields(order, refund))
    : payError(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
}

/**
 * POST /control/pay/settle-abnormal: completes an abnormal refund, as the merchant's finance staff would do by hand.
 */
export function settleAbnormal(world: World, call: Call): Answer {
  const { outTradeNo } = readBody(z.object({ outTradeNo: z.string() }), call);
  const order = findOrder(world, outTradeNo);
  const refund = Object.values(world.books.pay.refunds).find(
    (one) => one.outTradeNo === outTradeNo && one.status === "ABNORMAL",
  );
  if (!order || !refund)
    return refusal(404, "no-abnormal-refund", "没有异常退款 / no abnormal refund of this order");
  refund.status = "SUCCESS";
  refund.settlesAtMs = world.now().getTime();
  notifyRefund(world, { order, refund });
  return json(200, { outRefundNo: refund.outRefundNo });
}
