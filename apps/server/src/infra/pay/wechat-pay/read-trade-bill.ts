/**
 * Reads WeChat Pay's trade bill, a CSV, into payments and refunds. Converts yuan to fen exactly; the totals must match.
 */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import {
  type BillLine,
  BrokenBillError,
  feeFenOfYuan,
  linesOf,
  type TradeBill,
} from "../trade-bill.ts";

/** Converts `12.30` to 1230, without floating point. */
export const fenOfYuan = z
  .string()
  .regex(/^\d{1,10}\.\d{2}$/)
  .transform((yuan) => Number(yuan.replace(".", "")));

const name = z.string().min(1).max(64);

const row = z.object({
  微信订单号: name,
  商户订单号: name,
  交易状态: z.enum(["SUCCESS", "REFUND", "REVOKED"]),
  订单金额: fenOfYuan,
  微信退款单号: z.string().max(64),
  商户退款单号: z.string().max(64),
  申请退款金额: fenOfYuan,
  手续费: feeFenOfYuan,
});
type Row = z.output<typeof row>;

const totals = z.object({
  总交易单数: z.coerce.number().int(),
  订单总金额: fenOfYuan,
  申请退款总金额: fenOfYuan,
});
type Totals = z.output<typeof totals>;

/**
 * Yields the lines of the bill. It has two tables, each with a header line, for payments and for refunds, and then one
 * line of totals.
 */
export async function* readTradeBill(pieces: AsyncIterable<Uint8Array>): TradeBill {
  let names: readonly string[] | null = null;
  let stated: Totals | null = null;
  const sums: Totals = { 总交易单数: 0, 订单总金额: 0, 申请退款总金额: 0 };
  for await (const line of linesOf(pieces, "utf-8")) {
    if (line === "") continue;
    // Every value has a prefix that keeps spreadsheets from parsing it as a number. A line without it is a header.
    if (!line.startsWith("`")) {
      names = line.split(",");
      continue;
    }
    const values = line.slice(1).split(",`");
    const cells = Object.fromEntries((names ?? []).map((column, at) => [column, values[at]]));
    if (names?.includes("总交易单数")) {
      stated = totals.parse(cells);
      continue;
    }
    const one = row.parse(cells);
    sums.总交易单数 += 1;
    sums.订单总金额 += one.订单金额;
    sums.申请退款总金额 += one.申请退款金额;
    const billLine = lineOf(one);
    if (billLine) yield billLine;
  }
  if (!isDeepStrictEqual(stated, sums)) throw new BrokenBillError("WeChat Pay's bill is not whole");
}

function lineOf(one: Row): BillLine | null {
  const { 商户订单号: outTradeNo, 手续费: processingFeeFen } = one;
  switch (one.交易状态) {
    case "SUCCESS":
      return {
        about: "payment",
        payment: {
          outTradeNo,
          transactionId: one.微信订单号,
          amountFen: one.订单金额,
          processingFeeFen,
        },
      };
    case "REFUND": {
      const refund = { outTradeNo, outRefundNo: one.商户退款单号, refundId: one.微信退款单号 };
      return {
        about: "refund",
        refund: { ...refund, refundFen: one.申请退款金额, processingFeeFen },
      };
    }
    case "REVOKED":
      return null;
  }
}
