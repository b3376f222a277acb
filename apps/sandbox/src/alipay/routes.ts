/** Endpoints of Alipay's gateway, of the payment page, and of their control API. */
import { z } from "zod";
import { type Answer, type Call, json } from "../answer.ts";
import type { FaultTarget } from "../faults.ts";
import { isForm } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import type { World } from "../world.ts";
import { downloadBill } from "./bill.ts";
import { handleChoice, openCashier, payByNumber, sendNotification } from "./cashier.ts";
import { contentOf, methods } from "./methods.ts";
import { deliverDue } from "./notify.ts";
import { type Fields, isSignedByMerchant, signText } from "./signatures.ts";
import { type Content, invalid } from "./trade-fields.ts";

/** Merges the fields of query and form, as the gateway does. */
const fieldsOf = (call: Call): Fields => ({
  ...z.record(z.string(), z.string()).catch({}).parse(call.query),
  ...(isForm(call) ? Object.fromEntries(new URLSearchParams(call.text)) : {}),
});

const methodOf = (call: Call): string => fieldsOf(call).method ?? "";
const targetOf = (call: Call): FaultTarget | undefined =>
  Object.hasOwn(methods, methodOf(call)) ? methods[methodOf(call)]?.target : undefined;

/** Largest difference between a request's timestamp and the clock; otherwise the request is refused. */
const windowMs = 15 * 60 * 1000;

function work(world: World, call: Call, faultKind?: string): Content {
  const fields = fieldsOf(call);
  if (fields.app_id !== world.settings.alipay.appId)
    return invalid("isv.invalid-app-id", "无效的AppID参数");
  if (!isSignedByMerchant(fields)) return invalid("isv.invalid-signature", "验签出错");
  const sentMs = Date.parse(`${(fields.timestamp ?? "").replace(" ", "T")}+08:00`);
  if (!(Math.abs(world.machineNow().getTime() - sentMs) <= windowMs))
    return invalid("isv.invalid-timestamp", "非法的时间戳参数");
  const method = Object.hasOwn(methods, fields.method ?? "")
    ? methods[fields.method ?? ""]
    : undefined;
  if (!method) return invalid("isv.invalid-method", "不存在的方法名");
  return method.answer(world, contentOf(fields.biz_content), call, faultKind);
}

/** Signs an answer. The signature covers the exact text of the content. */
function signed(answer: Answer, faultKind: string | undefined, call: Call): Answer {
  const content = JSON.stringify(answer.body);
  const name = `${methodOf(call).replaceAll(".", "_")}_response`;
  const signature = signText(content, faultKind === "bad-signature");
  const body = `{"${name}":${content},"sign":"${signature}"}`;
  return { status: answer.status, body, type: "application/json; charset=utf-8" };
}

export const alipayRoutes = (world: World): readonly Endpoint[] => [
  { method: "GET", path: "/alipay/gateway.do", answer: (call) => openCashier(world, call) },
  {
    method: "POST",
    path: "/alipay/gateway.do",
    target: targetOf,
    answer: (call, faultKind) => json(200, work(world, call, faultKind)),
    finish: signed,
  },
  { method: "POST", path: "/alipay/cashier", answer: (call) => handleChoice(world, call) },
  {
    method: "GET",
    path: "/alipay/bill",
    target: () => "alipay-bill",
    answer: (call) => downloadBill(world, call),
  },
  { method: "POST", path: "/control/alipay/pay", answer: (call) => payByNumber(world, call) },
  {
    method: "POST",
    path: "/control/alipay/notifications",
    answer: (call) => sendNotification(world, call),
  },
  {
    method: "POST",
    path: "/control/alipay/deliver",
    answer: async () => json(200, { attempts: await deliverDue(world) }),
  },
  { method: "GET", path: "/control/alipay/books", answer: () => json(200, truth(world)) },
];

/** True payments and refunds for comparison with the product's books, in the same format as those of WeChat Pay. */
function truth(world: World) {
  const { trades, refunds, notifications } = world.books.alipay;
  const orders = Object.values(trades).map(({ tradeNo, ...trade }) => ({
    ...trade,
    transactionId: tradeNo,
  }));
  const paidFen = orders.reduce(
    (sum, { paidAtMs, totalFen }) => sum + (paidAtMs === undefined ? 0 : totalFen),
    0,
  );
  const refundedFen = refunds.reduce((sum, { refundFen }) => sum + refundFen, 0);
  const back = refunds.map(({ outRequestNo, ...refund }) => ({
    ...refund,
    outRefundNo: outRequestNo,
    status: "SUCCESS",
  }));
  return { paidFen, refundedFen, orders, refunds: back, notifications };
}
