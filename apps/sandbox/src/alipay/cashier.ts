/**
 * Payment page of the Alipay stand-in. The product sends the payer to an address that it signed as the merchant. Tests
 * can pay through the control API instead.
 */
import { z } from "zod";
import { type Answer, type Call, json, redirect, refusal } from "../answer.ts";
import { escapeHtml, page } from "../page.ts";
import { readBody } from "../read-body.ts";
import type { World } from "../world.ts";
import type { Trade } from "./alipay-books.ts";
import { contentOf, findTrade } from "./methods.ts";
import { notify, paymentFact, queueNotification } from "./notify.ts";
import { type Fields, isSignedByMerchant } from "./signatures.ts";
import { tradeFields, yuan } from "./trade-fields.ts";

const title = "支付宝（模拟） Alipay (simulated)";
const dayMs = 86_400_000;

const pageRequest = z.object({
  out_trade_no: z.string().regex(/^\w{1,64}$/),
  total_amount: z.string().regex(/^\d{1,9}\.\d{2}$/),
  subject: z.string().min(1).max(256),
  product_code: z.literal("QUICK_WAP_WAY"),
  time_expire: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .optional(),
});

const errorPage = (text: string): Answer => page(400, title, `<p>${escapeHtml(text)}</p>`);

/** GET on the gateway opens the payment page (alipay.trade.wap.pay). */
export function openCashier(world: World, call: Call): Answer {
  const fields = z.record(z.string(), z.string()).parse(call.query);
  if (fields.app_id !== world.settings.alipay.appId) return errorPage("应用不对 / unknown app_id");
  if (!isSignedByMerchant(fields)) return errorPage("验签失败 / the signature is wrong");
  const parsed = pageRequest.safeParse(contentOf(fields.biz_content));
  if (!parsed.success) return errorPage(z.prettifyError(parsed.error));
  const wanted = parsed.data;
  const totalFen = Number(wanted.total_amount.replace(".", ""));
  const earlier = findTrade(world, wanted.out_trade_no);
  if (earlier && earlier.totalFen !== totalFen)
    return errorPage("订单金额不一致 / the amount differs from the earlier request");
  const trade = earlier ?? newTrade(world, wanted, totalFen, fields.notify_url ?? "");
  world.books.alipay.trades[trade.outTradeNo] = trade;
  return page(
    200,
    title,
    `<p>${escapeHtml(trade.subject)}：¥${yuan(trade.totalFen)}</p><form method="post" action="/alipay/cashier">
<input type="hidden" name="out_trade_no" value="${escapeHtml(trade.outTradeNo)}"><input type="hidden" name="return_url" value="${escapeHtml(fields.return_url ?? "")}">
<button name="choice" value="pay">支付 / Pay</button> <button name="choice" value="cancel">取消 / Cancel</button></form>`,
  );
}

function newTrade(
  world: World,
  input: z.infer<typeof pageRequest>,
  totalFen: number,
  notifyUrl: string,
): Trade {
  const nowMs = world.now().getTime();
  const { time_expire } = input;
  return {
    outTradeNo: input.out_trade_no,
    tradeNo: `2026${[...world.randomBytes(24)].map((byte) => byte % 10).join("")}`,
    subject: input.subject,
    totalFen,
    notifyUrl,
    payableUntilMs:
      time_expire === undefined
        ? nowMs + 15 * dayMs
        : Date.parse(`${time_expire.replace(" ", "T")}+08:00`),
    state: "WAIT_BUYER_PAY",
    createdAtMs: nowMs,
  };
}

function pay(world: World, trade: Trade): "closed" | "paid-already" | "expired" | undefined {
  if (trade.paidAtMs !== undefined) return "paid-already";
  if (trade.state === "TRADE_CLOSED") return "closed";
  const nowMs = world.now().getTime();
  if (trade.payableUntilMs <= nowMs) return "expired";
  trade.state = "TRADE_SUCCESS";
  trade.paidAtMs = nowMs;
  notify(world, paymentFact(world, trade));
  return undefined;
}

const choiceBody = z.object({
  out_trade_no: z.string(),
  return_url: z.string().catch(""),
  choice: z.enum(["pay", "cancel"]),
});

/** Handles the payer's choice. Always redirects to `return_url`, so the merchant must query the result. */
export function handleChoice(world: World, call: Call): Answer {
  const body = readBody(choiceBody, call);
  const trade = findTrade(world, body.out_trade_no);
  if (!trade) return errorPage("没有这个订单 / no such trade");
  const refusalCode = body.choice === "pay" ? pay(world, trade) : undefined;
  const target = URL.canParse(body.return_url) ? new URL(body.return_url) : undefined;
  if (target && /^https?:$/.test(target.protocol)) return redirect(target.href);
  return page(
    200,
    title,
    `<p>${refusalCode ?? (body.choice === "pay" ? "已支付 / Paid" : "已取消 / Cancelled")}</p>`,
  );
}

const unknownTrade = refusal(404, "unknown-order", "没有这个订单 / no such order");

/** POST /control/alipay/pay: pays a trade whose page was opened. */
export function payByNumber(world: World, call: Call): Answer {
  const trade = findTrade(world, readBody(z.object({ outTradeNo: z.string() }), call).outTradeNo);
  if (!trade) return unknownTrade;
  const refusalCode = pay(world, trade);
  return refusalCode
    ? refusal(409, refusalCode, "这个订单不能支付 / this order cannot be paid")
    : json(200, tradeFields(trade));
}

const notificationRequest = z.object({
  outTradeNo: z.string(),
  kind: z.enum(["repeat", "forged", "wrong-amount", "foreign-seller"]),
});

/** POST /control/alipay/notifications: repeats a success, or sends a false one; the books stay unchanged. */
export function sendNotification(world: World, call: Call): Answer {
  const { outTradeNo, kind } = readBody(notificationRequest, call);
  const trade = findTrade(world, outTradeNo);
  if (!trade) return unknownTrade;
  if (kind !== "forged" && trade.paidAtMs === undefined)
    return refusal(409, "not-paid", "订单未支付 / not paid");
  const claimedTrade: Trade = {
    ...trade,
    state: "TRADE_SUCCESS",
    paidAtMs: trade.paidAtMs ?? world.now().getTime(),
  };
  const { url, fields } = paymentFact(world, claimedTrade);
  const sentFields: Fields =
    kind === "foreign-seller" ? { ...fields, seller_id: "2088999999999999" } : fields;
  const flaw = kind === "forged" || kind === "wrong-amount" ? kind : "none";
  return json(201, { id: queueNotification(world, { url, fields: sentFields }, { flaw }) });
}
