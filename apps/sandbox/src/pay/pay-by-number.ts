/** Actions of the payer: pays an order through the mini-program's call, the H5 page or the control API. */
import { verify } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, json, redirect, refusal } from "../answer.ts";
import { escapeHtml, page } from "../page.ts";
import { readBody } from "../read-body.ts";
import type { World } from "../world.ts";
import { notify, queueNotification } from "./notify.ts";
import { findOrder, transaction } from "./orders.ts";
import type { Order } from "./pay-books.ts";

type PayRefusal = "closed" | "paid-already" | "prepay-expired";

/** Creates a transaction id: 28 digits beginning with 4200, as at WeChat Pay. */
const newTransactionId = (world: World): string =>
  `4200${[...world.randomBytes(24)].map((byte) => byte % 10).join("")}`;

function pay(world: World, order: Order): PayRefusal | undefined {
  if (order.state === "CLOSED") return "closed";
  if (order.state !== "NOTPAY") return "paid-already";
  const nowMs = world.now().getTime();
  if (order.payableUntilMs <= nowMs) return "prepay-expired";
  order.state = "SUCCESS";
  order.paidAtMs = nowMs;
  order.transactionId = newTransactionId(world);
  notify(world, successOf(world, order));
  return undefined;
}

const successOf = (world: World, order: Order) => ({
  url: order.notifyUrl,
  eventType: "TRANSACTION.SUCCESS",
  about: "transaction" as const,
  content: transaction(world, order),
});

const byPrepayId = (world: World, prepayId: string): Order | undefined =>
  Object.values(world.books.pay.orders).find((order) => order.prepayId === prepayId);

const unknownOrder = refusal(404, "unknown-order", "没有这个订单 / no such order");

function paidAnswer(world: World, order: Order | undefined): Answer {
  if (!order) return unknownOrder;
  const refused = pay(world, order);
  return refused
    ? refusal(409, refused, "这个订单不能支付 / this order cannot be paid")
    : json(200, transaction(world, order));
}

/** POST /control/pay/pay: pays an order by its number. */
export function payByNumber(world: World, call: Call): Answer {
  return paidAnswer(
    world,
    findOrder(world, readBody(z.object({ outTradeNo: z.string() }), call).outTradeNo),
  );
}

const clientCall = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string().regex(/^prepay_id=/),
  signType: z.literal("RSA"),
  paySign: z.string(),
});

/**
 * POST /control/pay/request-payment: takes the arguments of wx.requestPayment and verifies their signature, as WeChat
 * does.
 */
export function payByClient(world: World, call: Call): Answer {
  const body = readBody(clientCall, call);
  const signed = `${body.appId}\n${body.timeStamp}\n${body.nonceStr}\n${body.package}\n`;
  const { publicKey } = world.settings.payKeys.merchant;
  if (!verify("sha256", Buffer.from(signed), publicKey, Buffer.from(body.paySign, "base64"))) {
    return refusal(
      400,
      "sign-wrong",
      "支付验证签名失败 / the signature of the payment call is wrong",
    );
  }
  const order = byPrepayId(world, body.package.slice("prepay_id=".length));
  return paidAnswer(world, order?.appid === body.appId ? order : undefined);
}

const notificationRequest = z.object({
  outTradeNo: z.string(),
  kind: z.enum(["repeat", "forged", "wrong-amount"]),
});

/** POST /control/pay/notifications: repeats a success, or sends a false one; the books stay unchanged. */
export function sendNotification(world: World, call: Call): Answer {
  const { outTradeNo, kind } = readBody(notificationRequest, call);
  const order = findOrder(world, outTradeNo);
  if (!order) return unknownOrder;
  const nowMs = world.now().getTime();
  const paid = order.paidAtMs !== undefined;
  if (kind !== "forged" && !paid)
    return refusal(409, "not-paid", "订单未支付 / the order is not paid");
  const claimedOrder: Order = paid
    ? order
    : { ...order, state: "SUCCESS", paidAtMs: nowMs, transactionId: newTransactionId(world) };
  return json(201, {
    id: queueNotification(world, successOf(world, claimedOrder), {
      flaw: kind === "repeat" ? "none" : kind,
    }),
  });
}

const title = "微信支付（模拟） WeChat Pay (simulated)";
const h5 = z.object({ prepay_id: z.string().catch(""), redirect_url: z.string().catch("") });

export function h5Page(world: World, call: Call): Answer {
  const query = h5.parse(call.query);
  const order = byPrepayId(world, query.prepay_id);
  if (!order) return page(404, title, "<p>没有这个订单 / No such order</p>");
  return page(
    200,
    title,
    `<p>${escapeHtml(order.description)}：¥${(order.totalFen / 100).toFixed(2)}</p><form method="post" action="/pay/h5">
<input type="hidden" name="prepay_id" value="${escapeHtml(query.prepay_id)}"><input type="hidden" name="redirect_url" value="${escapeHtml(query.redirect_url)}">
<button name="choice" value="pay">支付 / Pay</button> <button name="choice" value="cancel">取消 / Cancel</button></form>`,
  );
}

/**
 * Handles the payer's choice on the H5 page. Always redirects to `redirect_url`, as WeChat does, so the merchant must
 * query the result.
 */
export function h5Choice(world: World, call: Call): Answer {
  const body = readBody(h5.extend({ choice: z.enum(["pay", "cancel"]) }), call);
  const order = byPrepayId(world, body.prepay_id);
  if (!order) return page(404, title, "<p>没有这个订单 / No such order</p>");
  const refused = body.choice === "pay" ? pay(world, order) : undefined;
  const hosts: readonly string[] = world.settings.wechat.redirectHosts;
  const target = URL.canParse(body.redirect_url) ? new URL(body.redirect_url) : undefined;
  if (target && /^https?:$/.test(target.protocol) && hosts.includes(target.hostname))
    return redirect(target.href);
  return page(
    200,
    title,
    `<p>${refused ? "未支付 / Not paid" : body.choice === "pay" ? "已支付 / Paid" : "已取消 / Cancelled"}</p>`,
  );
}
