/** Trade bill of a day: CSV in yuan, a backtick before every field, and two lines of totals. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beijingDay, beijingHour } from "@gradphoto/domain";
import { z } from "zod";
import { type Answer, billTime, type Call, json } from "../answer.ts";
import type { World } from "../world.ts";
import type { Order, Refund } from "./pay-books.ts";
import { payError } from "./signatures.ts";

const heads =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const totalHeads =
  "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

/** The bill of a day is available from ten o'clock on the next day. */
const readyHour = 10;
const feeRate = 0.006;

const querySchema = z.object({
  bill_date: z.iso.date(),
  bill_type: z.enum(["ALL", "SUCCESS", "REFUND"]).default("ALL"),
  tar_type: z.literal("GZIP").optional(),
});

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const feeOf = (fen: number): number => (fen / 100) * feeRate;
const csv = (fields: readonly string[]): string =>
  fields.map((field) => `\`${field.replace(/[,`\r\n]/g, " ")}`).join(",");

const paymentLine = (mchid: string, order: Order, atMs: number): string =>
  csv([
    ...[
      billTime(atMs),
      order.appid,
      mchid,
      "0",
      "",
      order.transactionId,
      order.outTradeNo,
      order.openid,
    ],
    ...[
      order.tradeType,
      "SUCCESS",
      "OTHERS",
      "CNY",
      yuan(order.totalFen),
      "0.00",
      "0",
      "0",
      "0.00",
      "0.00",
      "",
      "",
    ],
    ...[
      order.description,
      order.attach,
      feeOf(order.totalFen).toFixed(5),
      "0.60%",
      yuan(order.totalFen),
      "0.00",
      "",
    ],
  ]);

const refundLine = (mchid: string, order: Order, refund: Refund): string =>
  csv([
    ...[
      billTime(refund.createdAtMs),
      order.appid,
      mchid,
      "0",
      "",
      order.transactionId,
      order.outTradeNo,
      order.openid,
    ],
    ...[
      order.tradeType,
      "REFUND",
      "OTHERS",
      "CNY",
      "0.00",
      "0.00",
      refund.refundId,
      refund.outRefundNo,
    ],
    ...[yuan(refund.refundFen), "0.00", "ORIGINAL", refund.status, order.description, order.attach],
    ...[(-feeOf(refund.refundFen)).toFixed(5), "0.60%", "0.00", yuan(refund.refundFen), ""],
  ]);

/** Returns undefined when nothing happened that day. */
function writeBill(
  world: World,
  day: string,
  type: z.infer<typeof querySchema>["bill_type"],
): string | undefined {
  const { mchid } = world.settings.pay;
  const { orders, refunds } = world.books.pay;
  const paid = Object.values(orders).flatMap((order) =>
    type !== "REFUND" && order.paidAtMs !== undefined && beijingDay(order.paidAtMs) === day
      ? [{ order, atMs: order.paidAtMs }]
      : [],
  );
  const refunded = Object.values(refunds).flatMap((refund) => {
    const order = orders[refund.outTradeNo];
    return type !== "SUCCESS" && order && beijingDay(refund.createdAtMs) === day
      ? [{ order, refund }]
      : [];
  });
  const lines = [
    ...paid.map(({ order, atMs }) => paymentLine(mchid, order, atMs)),
    ...refunded.map(({ order, refund }) => refundLine(mchid, order, refund)),
  ];
  if (lines.length === 0) return undefined;
  const paidFen = paid.reduce((sum, { order }) => sum + order.totalFen, 0);
  const refundFen = refunded.reduce((sum, { refund }) => sum + refund.refundFen, 0);
  const fee = (feeOf(paidFen) - feeOf(refundFen)).toFixed(5);
  const totals = [
    String(lines.length),
    yuan(paidFen),
    yuan(refundFen),
    "0.00",
    fee,
    yuan(paidFen),
    yuan(refundFen),
  ];
  return `\uFEFF${[heads, ...lines, totalHeads, csv(totals)].join("\r\n")}\r\n`;
}

export function requestBill(world: World, call: Call): Answer {
  const parsed = querySchema.safeParse(call.query);
  if (!parsed.success) return payError(400, "PARAM_ERROR", z.prettifyError(parsed.error));
  const { bill_date, bill_type, tar_type } = parsed.data;
  const nowMs = world.now().getTime();
  const yesterday = beijingDay(nowMs - 24 * 60 * 60 * 1000);
  if (bill_date > yesterday) return payError(400, "PARAM_ERROR", "账单日期不对");
  if (bill_date === yesterday && beijingHour(nowMs) < readyHour)
    return payError(400, "STATEMENT_CREATING", "账单生成中");
  const text = writeBill(world, bill_date, bill_type);
  if (text === undefined) return payError(400, "NO_STATEMENT_EXIST", "账单文件不存在");
  const token = new URLSearchParams({ bill_date, bill_type, ...(tar_type ? { tar_type } : {}) });
  return json(200, {
    hash_type: "SHA1",
    hash_value: createHash("sha1").update(text).digest("hex"),
    download_url: `http://${call.headers.host ?? ""}/v3/billdownload/file?${token}`,
  });
}

/** Downloads the bill. Unlike all other answers, the file itself is not signed. */
export function downloadBill(world: World, call: Call): Answer {
  const parsed = querySchema.safeParse(call.query);
  const text = parsed.success
    ? writeBill(world, parsed.data.bill_date, parsed.data.bill_type)
    : undefined;
  if (!parsed.success || text === undefined)
    return payError(400, "NO_STATEMENT_EXIST", "账单文件不存在");
  if (parsed.data.tar_type) return { status: 200, body: gzipSync(text), type: "application/gzip" };
  return { status: 200, body: text, type: "text/plain; charset=utf-8" };
}
