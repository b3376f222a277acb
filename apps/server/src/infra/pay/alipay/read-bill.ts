/** Alipay's trade bill, a CSV in GBK within a ZIP, read into payments and refunds; the totals it states must agree. */
import { unzipSync } from "fflate";
import { z } from "zod";
import type { TradeBill } from "../pay-provider.ts";
import { fenOfYuan } from "./alipay-answers.ts";

/** What the lines of a bill may unpack to. */
const maxBillBytes = 400 * 1024 * 1024;
const name = z.string().min(1).max(64);

const row = z.object({
  支付宝交易号: name,
  商户订单号: name,
  业务类型: z.enum(["交易", "退款"]),
  "订单金额（元）": z.string(),
  "退款批次号/请求号": z.string().max(64),
});
type Row = z.output<typeof row>;

/** null when it is not a whole bill. */
export function readTradeBill(zip: Uint8Array): TradeBill | null {
  const text = detailsOf(zip);
  if (text === null) return null;
  const lines = text.split(/\r?\n/);
  const head = lines.findIndex((line) => line.startsWith("支付宝交易号,"));
  const end = lines.findIndex((line, at) => at > head && line.startsWith("#"));
  if (head < 0 || end < 0) return null;
  const names = cells(lines[head] ?? "");
  const rows = z.array(row).safeParse(
    lines.slice(head + 1, end).map((line) => {
      const values = cells(line);
      return Object.fromEntries(names.map((column, at) => [column, values[at]]));
    }),
  );
  return rows.success ? billOf(rows.data, text) : null;
}

/** The file of the lines; beside it there is one of sums. */
function detailsOf(zip: Uint8Array): string | null {
  try {
    const files = unzipSync(zip, { filter: ({ originalSize }) => originalSize <= maxBillBytes });
    const texts = Object.values(files).map((bytes) => new TextDecoder("gbk", { fatal: true }).decode(bytes));
    return texts.find((text) => /^支付宝交易号,/m.test(text)) ?? null;
  } catch {
    return null;
  }
}

/** A tab ends every field, so that no spreadsheet takes its number for one. */
const cells = (line: string): readonly string[] => line.split(",").map((cell) => cell.trim());

function billOf(rows: readonly Row[], text: string): TradeBill | null {
  const payments = z
    .array(z.object({ outTradeNo: z.string(), transactionId: z.string(), amountFen: fenOfYuan }))
    .safeParse(
      rows
        .filter((one) => one.业务类型 === "交易")
        .map((one) => ({
          outTradeNo: one.商户订单号,
          transactionId: one.支付宝交易号,
          amountFen: one["订单金额（元）"],
        })),
    );
  const refunds = z
    .array(z.object({ outTradeNo: z.string(), outRefundNo: name, refundId: name, refundFen: fenOfYuan }))
    .safeParse(
      rows
        .filter((one) => one.业务类型 === "退款")
        .map((one) => {
          const number = one["退款批次号/请求号"];
          const refundFen = one["订单金额（元）"].replace(/^-/, "");
          return { outTradeNo: one.商户订单号, outRefundNo: number, refundId: number, refundFen };
        }),
    );
  if (!payments.success || !refunds.success) return null;
  const agrees =
    payments.data.length === statedCount(text, "交易合计") && refunds.data.length === statedCount(text, "退款合计");
  return agrees ? { payments: payments.data, refunds: refunds.data } : null;
}

/** null where the bill does not say: it was cut off. */
function statedCount(text: string, of: "交易合计" | "退款合计"): number | null {
  const [, count] = new RegExp(`^#${of}：(\\d+)笔`, "m").exec(text) ?? [];
  return count === undefined ? null : Number(count);
}
