/**
 * POST /control/pay/settle-abnormal: completes an abnormal refund, as the merchant's finance staff would do by hand.
 */
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { readBody } from "../read-call.ts";
import type { World } from "../world.ts";
import { notifyRefund } from "./notify.ts";
import { findOrder } from "./orders.ts";

export function settleAbnormal(world: World, call: Call): Answer {
  const { outTradeNo } = readBody(z.object({ outTradeNo: z.string() }), call);
  const order = findOrder(world, outTradeNo);
  const refund = Object.values(world.books.pay.refunds).find(
    (one) => one.outTradeNo === outTradeNo && one.status === "ABNORMAL",
  );
  if (!order || !refund) return refusal(404, "no-abnormal-refund", "没有异常退款 / no abnormal refund of this order");
  refund.status = "SUCCESS";
  refund.settlesAtMs = world.now().getTime();
  notifyRefund(world, { order, refund });
  return json(200, { outRefundNo: refund.outRefundNo });
}
