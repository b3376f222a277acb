/** Endpoints of api.mch.weixin.qq.com that the product uses, the H5 payment page, and their control API. */
import { type Answer, type Call, json } from "../answer.ts";
import type { FaultTarget } from "../faults.ts";
import type { Endpoint } from "../serve.ts";
import type { World } from "../world.ts";
import { downloadBill, requestBill } from "./bill.ts";
import { deliverDue } from "./notify.ts";
import { closeOrder, placeOrder, queryOrder, queryTransaction } from "./orders.ts";
import { h5Choice, h5Page, payByClient, payByNumber, sendNotification } from "./pay-by-number.ts";
import { queryRefund, requestRefund, settleAbnormal } from "./refunds.ts";
import { payError, signAnswer, signatureError } from "./signatures.ts";

type Handle = (world: World, call: Call, faultKind?: string) => Answer;

const transactions = "/v3/pay/transactions";
const refunds = "/v3/refund/domestic/refunds";

export function payRoutes(world: World): readonly Endpoint[] {
  /** Verifies the request's signature and signs the answer. */
  const signed = (
    method: "GET" | "POST",
    path: string,
    target: FaultTarget,
    handle: Handle,
  ): Endpoint => ({
    method,
    path,
    target,
    answer: (call, faultKind) => signatureError(world, call) ?? handle(world, call, faultKind),
    finish: (answer, faultKind) => signAnswer(world, answer, faultKind),
  });
  return [
    signed("POST", `${transactions}/jsapi`, "pay-order", (_, call) =>
      placeOrder(world, call, "JSAPI"),
    ),
    signed("POST", `${transactions}/native`, "pay-order", (_, call) =>
      placeOrder(world, call, "NATIVE"),
    ),
    signed("POST", `${transactions}/h5`, "pay-order", (_, call) => placeOrder(world, call, "MWEB")),
    signed("GET", `${transactions}/out-trade-no/:outTradeNo`, "pay-query", queryOrder),
    signed("GET", `${transactions}/id/:transactionId`, "pay-query", queryTransaction),
    signed("POST", `${transactions}/out-trade-no/:outTradeNo/close`, "pay-close", closeOrder),
    signed("POST", refunds, "pay-refund", requestRefund),
    signed("GET", `${refunds}/:outRefundNo`, "pay-query", queryRefund),
    signed("GET", "/v3/bill/tradebill", "pay-bill", requestBill),
    // This merchant uses public-key mode, which has no platform certificates.
    signed("GET", "/v3/certificates", "pay-query", () =>
      payError(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书，请使用微信支付公钥"),
    ),
    {
      method: "GET",
      path: "/v3/billdownload/file",
      target: "pay-bill",
      answer: (call) => signatureError(world, call) ?? downloadBill(world, call),
    },
    { method: "GET", path: "/pay/h5", answer: (call) => h5Page(world, call) },
    { method: "POST", path: "/pay/h5", answer: (call) => h5Choice(world, call) },

    { method: "POST", path: "/control/pay/pay", answer: (call) => payByNumber(world, call) },
    {
      method: "POST",
      path: "/control/pay/request-payment",
      answer: (call) => payByClient(world, call),
    },
    {
      method: "POST",
      path: "/control/pay/notifications",
      answer: (call) => sendNotification(world, call),
    },
    {
      method: "POST",
      path: "/control/pay/settle-abnormal",
      answer: (call) => settleAbnormal(world, call),
    },
    {
      method: "POST",
      path: "/control/pay/deliver",
      answer: async () => json(200, { attempts: await deliverDue(world) }),
    },
    { method: "GET", path: "/control/pay/books", answer: () => json(200, truth(world)) },
  ];
}

/** True payments and refunds for comparison with the product's books. */
function truth(world: World) {
  const { orders, refunds, notifications } = world.books.pay;
  const paidFen = Object.values(orders)
    .filter(({ paidAtMs }) => paidAtMs !== undefined)
    .reduce((sum, { totalFen }) => sum + totalFen, 0);
  const refundedFen = Object.values(refunds)
    .filter(({ status }) => status === "SUCCESS")
    .reduce((sum, { refundFen }) => sum + refundFen, 0);
  return {
    paidFen,
    refundedFen,
    orders: Object.values(orders),
    refunds: Object.values(refunds),
    notifications,
  };
}
