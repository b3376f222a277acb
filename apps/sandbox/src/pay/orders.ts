/** Creates, queries and closes orders as WeChat Pay v3 does. */
import { z } from "zod";
import { type Answer, type Call, json, rfc3339Time } from "../answer.ts";
import { parseJson, readParam } from "../read-body.ts";
import { newId, type World } from "../world.ts";
import type { Order } from "./pay-books.ts";
import { payError } from "./signatures.ts";

/** A prepay_id is valid for two hours. */
const prepayValidForMs = 2 * 60 * 60 * 1000;

const placed = z.object({
  appid: z.string(),
  mchid: z.string(),
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[\w\-|*@]{6,32}$/),
  time_expire: z.iso.datetime({ offset: true }).optional(),
  attach: z.string().max(128).default(""),
  notify_url: z.url().max(255),
  amount: z.object({ total: z.number().int().min(1), currency: z.literal("CNY").default("CNY") }),
  payer: z.object({ openid: z.string() }).optional(),
  scene_info: z
    .object({ payer_client_ip: z.string(), h5_info: z.object({ type: z.string() }).optional() })
    .optional(),
});
type Placed = z.infer<typeof placed>;

export function placeOrder(world: World, call: Call, tradeType: Order["tradeType"]): Answer {
  const parsed = placed.safeParse(parseJson(call.text));
  if (!parsed.success) return payError(400, "PARAM_ERROR", z.prettifyError(parsed.error));
  const wanted = parsed.data;
  const wrong = orderError(world, wanted, tradeType);
  if (wrong) return wrong;
  const { orders } = world.books.pay;
  const fingerprint = JSON.stringify([tradeType, wanted]);
  const earlier = findOrder(world, wanted.out_trade_no);
  if (earlier?.state === "CLOSED") return payError(400, "ORDER_CLOSED", "订单已关闭");
  if (earlier && (earlier.state !== "NOTPAY" || earlier.fingerprint !== fingerprint))
    return payError(403, "OUT_TRADE_NO_USED", "商户订单号重复");
  const order = earlier ?? newOrder(world, wanted, tradeType, fingerprint);
  orders[order.outTradeNo] = order;
  return json(200, clientAction(order, call));
}

function orderError(
  world: World,
  input: Placed,
  tradeType: Order["tradeType"],
): Answer | undefined {
  const { wechat, pay } = world.settings;
  const { miniProgram, officialAccount } = wechat;
  const isMiniProgram = input.appid === miniProgram.appid;
  if (input.mchid !== pay.mchid || (!isMiniProgram && input.appid !== officialAccount.appid)) {
    return payError(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配");
  }
  if (tradeType === "MWEB" && !input.scene_info?.h5_info)
    return payError(400, "PARAM_ERROR", "缺少scene_info.h5_info");
  if (tradeType !== "JSAPI") return undefined;
  const openid = input.payer?.openid;
  const isPayer = world.books.wechat.people.some(
    (person) =>
      openid === (isMiniProgram ? person.miniProgramOpenid : person.officialAccountOpenid),
  );
  return isPayer ? undefined : payError(400, "PARAM_ERROR", "无效的openid");
}

function newOrder(
  world: World,
  input: Placed,
  tradeType: Order["tradeType"],
  fingerprint: string,
): Order {
  const nowMs = world.now().getTime();
  const untilMs =
    input.time_expire === undefined ? Number.POSITIVE_INFINITY : Date.parse(input.time_expire);
  return {
    outTradeNo: input.out_trade_no,
    tradeType,
    appid: input.appid,
    description: input.description,
    attach: input.attach,
    notifyUrl: input.notify_url,
    totalFen: input.amount.total,
    openid: input.payer?.openid ?? "",
    fingerprint,
    prepayId: `wx${newId(world, 17)}`,
    payableUntilMs: Math.min(nowMs + prepayValidForMs, untilMs),
    state: "NOTPAY",
    transactionId: "",
  };
}

function clientAction({ tradeType, prepayId }: Order, call: Call) {
  if (tradeType === "JSAPI") return { prepay_id: prepayId };
  if (tradeType === "NATIVE") return { code_url: `weixin://wxpay/bizpayurl?pr=${prepayId}` };
  return { h5_url: `http://${call.headers.host ?? ""}/pay/h5?prepay_id=${prepayId}` };
}

export function findOrder(world: World, outTradeNo: string): Order | undefined {
  const { orders } = world.books.pay;
  return Object.hasOwn(orders, outTradeNo) ? orders[outTradeNo] : undefined;
}

const stateWords = {
  NOTPAY: "订单未支付",
  SUCCESS: "支付成功",
  REFUND: "订单发生过退款",
  CLOSED: "订单已关闭",
} as const;

/** Content of a query's answer and of a notification about an order. */
export const transaction = (world: World, order: Order) => ({
  appid: order.appid,
  mchid: world.settings.pay.mchid,
  out_trade_no: order.outTradeNo,
  attach: order.attach,
  trade_state: order.state,
  trade_state_desc: stateWords[order.state],
  payer: { openid: order.openid },
  amount: {
    total: order.totalFen,
    currency: "CNY",
    payer_total: order.totalFen,
    payer_currency: "CNY",
  },
  ...(order.paidAtMs === undefined
    ? {}
    : {
        transaction_id: order.transactionId,
        trade_type: order.tradeType,
        bank_type: "OTHERS",
        success_time: rfc3339Time(order.paidAtMs),
      }),
});

const mchidQuery = z.object({ mchid: z.string().catch("") });
const notFound = payError(404, "ORDER_NOT_EXIST", "订单不存在");

export function queryOrder(world: World, call: Call): Answer {
  if (mchidQuery.parse(call.query).mchid !== world.settings.pay.mchid)
    return payError(400, "PARAM_ERROR", "商户号不对");
  const order = findOrder(world, readParam(call, "outTradeNo"));
  return order ? json(200, transaction(world, order)) : notFound;
}

export function queryTransaction(world: World, call: Call): Answer {
  if (mchidQuery.parse(call.query).mchid !== world.settings.pay.mchid)
    return payError(400, "PARAM_ERROR", "商户号不对");
  const id = readParam(call, "transactionId");
  const order = Object.values(world.books.pay.orders).find(
    ({ transactionId }) => transactionId === id,
  );
  return order ? json(200, transaction(world, order)) : notFound;
}

export function closeOrder(world: World, call: Call): Answer {
  const parsed = z
    .object({ mchid: z.literal(world.settings.pay.mchid) })
    .safeParse(parseJson(call.text));
  if (!parsed.success) return payError(400, "PARAM_ERROR", "商户号不对");
  const order = findOrder(world, readParam(call, "outTradeNo"));
  if (!order) return notFound;
  if (order.paidAtMs !== undefined) return payError(400, "ORDERPAID", "该订单已支付");
  order.state = "CLOSED";
  return json(204, undefined);
}
