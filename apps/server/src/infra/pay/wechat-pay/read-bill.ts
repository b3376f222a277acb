/** The trade bill's text read into payments and refunds: yuan become fen exactly, and the totals must agree. */
import { Formatter } from "wechatpay-axios-plugin";
import { z } from "zod";
import type { TradeBill } from "../pay-provider.ts";

/** `12.30` → 1230; never by way of a fraction. */
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
});

const bill = z
  .object({
    rows: z.array(row),
    summary: z.object({
      总交易单数: z.coerce.number().int(),
      订单总金额: fenOfYuan,
      申请退款总金额: fenOfYuan,
    }),
  })
  .refine(({ rows, summary }) => rows.length === summary.总交易单数)
  .refine(({ rows, summary }) => sum(rows.map((one) => one.订单金额)) === summary.订单总金额)
  .refine(({ rows, summary }) => sum(rows.map((one) => one.申请退款金额)) === summary.申请退款总金额);

const sum = (fen: readonly number[]): number => fen.reduce((total, one) => total + one, 0);

/** null when the text is not a whole bill. */
export function readTradeBill(text: Buffer): TradeBill | null {
  const parsed = bill.safeParse(castOrNull(text));
  if (!parsed.success) return null;
  const { rows } = parsed.data;
  return {
    payments: rows
      .filter((one) => one.交易状态 === "SUCCESS")
      .map((one) => ({ outTradeNo: one.商户订单号, transactionId: one.微信订单号, amountFen: one.订单金额 })),
    refunds: rows
      .filter((one) => one.交易状态 === "REFUND")
      .map((one) => ({
        outTradeNo: one.商户订单号,
        outRefundNo: one.商户退款单号,
        refundId: one.微信退款单号,
        refundFen: one.申请退款金额,
      })),
  };
}

function castOrNull(text: Buffer): unknown {
  try {
    return Formatter.castCsvBill(text);
  } catch {
    return null;
  }
}
