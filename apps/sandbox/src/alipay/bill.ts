/** Trade bill of a day: two CSV files in GBK within a ZIP. */
import { beijingDay, beijingHour } from "@gradphoto/domain";
import { zipSync } from "fflate";
import iconv from "iconv-lite";
import { z } from "zod";
import { type Answer, billTime, type Call } from "../answer.ts";
import type { World } from "../world.ts";
import { business, type Content, invalid, success, yuan } from "./trade-fields.ts";

const heads =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

/** The bill of a day is available from nine o'clock on the next day. */
const readyHour = 9;
const querySchema = z.object({ bill_type: z.literal("trade"), bill_date: z.iso.date() });

interface Line {
  readonly kind: "交易" | "退款";
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly subject: string;
  readonly createdAtMs: number;
  readonly doneAtMs: number;
  readonly fen: number;
  readonly requestNo: string;
}

function linesOf(world: World, day: string): readonly Line[] {
  const { trades, refunds } = world.books.alipay;
  const paid = Object.values(trades).flatMap((trade): Line[] =>
    trade.paidAtMs !== undefined && beijingDay(trade.paidAtMs) === day
      ? [{ kind: "交易", ...trade, doneAtMs: trade.paidAtMs, fen: trade.totalFen, requestNo: "" }]
      : [],
  );
  const back = refunds.flatMap((refund): Line[] => {
    const trade = trades[refund.outTradeNo];
    if (!trade || beijingDay(refund.refundedAtMs) !== day) return [];
    const { refundedAtMs: doneAtMs, outRequestNo: requestNo } = refund;
    return [{ kind: "退款", ...trade, doneAtMs, fen: -refund.refundFen, requestNo }];
  });
  return [...paid, ...back];
}

/** A tab terminates every field. */
const csv = (fields: readonly string[]): string =>
  fields.map((field) => `${field.replace(/[,\r\n\t]/g, " ")}\t`).join(",");

const lineText = ({
  kind,
  outTradeNo,
  tradeNo,
  subject,
  createdAtMs,
  doneAtMs,
  fen,
  requestNo,
}: Line): string =>
  csv([
    ...[
      tradeNo,
      outTradeNo,
      kind,
      subject,
      billTime(createdAtMs),
      billTime(doneAtMs),
      "",
      "",
      "",
      "",
      "测试(tes***)",
    ],
    ...[
      yuan(fen),
      yuan(fen),
      "0.00",
      "0.00",
      "0.00",
      "0.00",
      "0.00",
      "",
      "0.00",
      "0.00",
      requestNo,
    ],
    ...[yuan(-Math.round(fen * 0.006)), "0.00", ""],
  ]);

const sumOf = (lines: readonly Line[]): string =>
  yuan(lines.reduce((sum, { fen }) => sum + fen, 0));

function writeBill(lines: readonly Line[], day: string, sellerId: string): Uint8Array {
  const paid = lines.filter(({ kind }) => kind === "交易");
  const back = lines.filter(({ kind }) => kind === "退款");
  const details = [
    "#支付宝业务明细查询",
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${day} 00:00:00]   终止日期：[${day} 24:00:00]`,
    "#-----------------------------------------业务明细列表----------------------------------------",
    heads,
    ...lines.map(lineText),
    "#-----------------------------------------业务明细列表结束------------------------------------",
    `#交易合计：${paid.length}笔，商家实收共${sumOf(paid)}元，商家优惠共0.00元`,
    `#退款合计：${back.length}笔，商家实收退款共${sumOf(back)}元，商家优惠退款共0.00元`,
  ];
  const sums = [
    "#支付宝业务汇总查询",
    "门店编号,门店名称,交易订单总笔数,退款订单总笔数",
    csv(["合计", "", `${paid.length}`, `${back.length}`]),
  ];
  const name = `${sellerId}0156_${day.replaceAll("-", "")}`;
  return zipSync({
    [`${name}_sums.csv`]: iconv.encode(`${sums.join("\r\n")}\r\n`, "gbk"),
    [`${name}_details.csv`]: iconv.encode(`${details.join("\r\n")}\r\n`, "gbk"),
  });
}

export function billAddress(world: World, content: unknown, call: Call): Content {
  const parsed = querySchema.safeParse(content);
  if (!parsed.success) return invalid("isv.invalid-arguments", z.prettifyError(parsed.error));
  const day = parsed.data.bill_date;
  const nowMs = world.now().getTime();
  const yesterday = beijingDay(nowMs - 24 * 60 * 60 * 1000);
  const isReady = day < yesterday || (day === yesterday && beijingHour(nowMs) >= readyHour);
  if (!isReady || linesOf(world, day).length === 0)
    return business("isp.bill_not_exist", "账单不存在");
  const url = `http://${call.headers.host ?? ""}/alipay/bill?${new URLSearchParams({ bill_date: day })}`;
  return success({ bill_download_url: url });
}

/** Downloads the bill. Unlike all other answers, the file itself is not signed. */
export function downloadBill(world: World, call: Call): Answer {
  const parsed = z.object({ bill_date: z.iso.date() }).safeParse(call.query);
  if (!parsed.success) return { status: 404, body: "", type: "text/plain" };
  const day = parsed.data.bill_date;
  const body = Buffer.from(writeBill(linesOf(world, day), day, world.settings.alipay.sellerId));
  return { status: 200, body, type: "application/zip" };
}
