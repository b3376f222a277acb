/** Reads Alipay's trade bill, a CSV in GBK inside a ZIP, into payments and refunds. Its stated counts must match. */
import { isDeepStrictEqual } from "node:util";
import { Unzip, UnzipInflate } from "fflate";
import { z } from "zod";
import {
  type BillLine,
  BrokenBillError,
  feeFenOfYuan,
  linesOf,
  type TradeBill,
} from "../trade-bill.ts";
import { fenOfYuan } from "./alipay-answers.ts";

/** Maximum unpacked size. A day of a million payments has about 400 MB. */
const maxUnpackedBytes = 2 * 1024 ** 3;
/** Bytes unpacked at a time, because data may expand a thousandfold. */
const packedAtOnceBytes = 16 * 1024;
const name = z.string().min(1).max(64);

const row = z
  .object({
    支付宝交易号: name,
    商户订单号: name,
    业务类型: z.enum(["交易", "退款"]),
    "订单金额（元）": z.string(),
    "退款批次号/请求号": z.string().max(64),
    /** Fee, negative when charged to us. */
    "服务费（元）": feeFenOfYuan,
  })
  .transform((one): BillLine => {
    const outTradeNo = one.商户订单号;
    const processingFeeFen = 0 - one["服务费（元）"];
    const amountFen = fenOfYuan.parse(
      one["订单金额（元）"].replace(one.业务类型 === "退款" ? /^-/ : "", ""),
    );
    if (one.业务类型 === "交易") {
      return {
        about: "payment",
        payment: { outTradeNo, transactionId: one.支付宝交易号, amountFen, processingFeeFen },
      };
    }
    const number = name.parse(one["退款批次号/请求号"]);
    const refund = {
      outTradeNo,
      outRefundNo: number,
      refundId: number,
      refundFen: amountFen,
      processingFeeFen,
    };
    return { about: "refund", refund };
  });

const countsOf = { payment: /^#交易合计：(\d+)笔/, refund: /^#退款合计：(\d+)笔/ };

/** Yields the lines of the detail file. The ZIP also contains a file of totals, which is skipped. */
export async function* readTradeBill(pieces: AsyncIterable<Uint8Array>): TradeBill {
  let names: readonly string[] = [];
  let place: "before" | "lines" | "behind" = "before";
  const counted = { payment: 0, refund: 0 };
  const stated: { payment?: number; refund?: number } = {};
  for await (const line of linesOf(unpacked(pieces), "gbk")) {
    if (place === "before" && line.startsWith("支付宝交易号,")) {
      names = cells(line);
      place = "lines";
    } else if (place === "lines" && !line.startsWith("#")) {
      const values = cells(line);
      const one = row.parse(Object.fromEntries(names.map((column, at) => [column, values[at]])));
      counted[one.about] += 1;
      yield one;
    } else if (place !== "before") {
      place = "behind";
      for (const about of ["payment", "refund"] as const) {
        const [, count] = countsOf[about].exec(line) ?? [];
        if (count !== undefined) stated[about] = Number(count);
      }
    }
  }
  if (!isDeepStrictEqual(stated, counted)) throw new BrokenBillError("Alipay's bill is not whole");
}

async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let bytes = 0;
  const zip = new Unzip((file) => {
    file.ondata = (error, data) => {
      if (error) throw error;
      bytes += data.length;
      if (bytes > maxUnpackedBytes)
        throw new BrokenBillError("Alipay's bill is larger than a day can be");
      ready.push(data);
    };
    file.start();
  });
  zip.register(UnzipInflate);
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += packedAtOnceBytes) {
      zip.push(piece.subarray(from, from + packedAtOnceBytes));
      yield* ready;
      ready = [];
    }
  }
}

/** Trims the tab that ends every field, which keeps spreadsheets from parsing it as a number. */
const cells = (line: string): readonly string[] => line.split(",").map((cell) => cell.trim());
