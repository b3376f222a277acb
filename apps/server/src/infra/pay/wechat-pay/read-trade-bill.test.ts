import { expect, test } from "vitest";
import { readAllPages } from "../testing/read-whole.ts";
import { feeFenOfYuan } from "../trade-bill.ts";
import { fenOfYuan, readTradeBill } from "./read-trade-bill.ts";

const heads =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const totals =
  "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const line = (fields: readonly string[]): string => fields.map((field) => `\`${field}`).join(",");
const beginning = (state: string, yuan: string): readonly string[] => [
  ...[
    "2026-06-01 10:00:00",
    "wx1",
    "19",
    "0",
    "",
    "4200",
    "T1",
    "o",
    "JSAPI",
    state,
    "OTHERS",
    "CNY",
    yuan,
    "0.00",
  ],
];
const paid = (yuan: string): string =>
  line([
    ...beginning("SUCCESS", yuan),
    ...["0", "0", "0.00", "0.00", "", "", "毕业证照采集", "", "0.15000", "0.60%", yuan, "0.00", ""],
  ]);
const refunded = (yuan: string): string =>
  line([
    ...beginning("REFUND", "0.00"),
    ...[
      "5030",
      "T1R1",
      yuan,
      "0.00",
      "ORIGINAL",
      "SUCCESS",
      "x",
      "",
      "-0.15000",
      "0.60%",
      "0.00",
      yuan,
      "",
    ],
  ]);
const bill = (
  lines: readonly string[],
  count: number,
  paidYuan: string,
  backYuan: string,
): Buffer =>
  Buffer.from(
    `\uFEFF${[heads, ...lines, totals, line([String(count), "0", backYuan, "0.00", "0", paidYuan, backYuan])].join("\r\n")}\r\n`,
  );

/** Cuts the file like a network would, in the middle of lines and characters. */
async function* inPieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.length; from += 7) yield file.subarray(from, from + 7);
}
const read = (file: Uint8Array) => readAllPages(readTradeBill(inPieces(file)));

test("payments and refunds are read with amounts exact to the fen", async () => {
  expect(await read(bill([paid("19.99"), refunded("19.99")], 2, "19.99", "19.99"))).toEqual({
    payments: [{ outTradeNo: "T1", transactionId: "4200", amountFen: 1999, processingFeeFen: 15 }],
    refunds: [
      {
        outTradeNo: "T1",
        outRefundNo: "T1R1",
        refundId: "5030",
        refundFen: 1999,
        processingFeeFen: -15,
      },
    ],
  });
});

test("every amount in yuan is converted to the exact number of fen", () => {
  for (let fen = 0; fen <= 100_000; fen += 7)
    expect(fenOfYuan.parse((fen / 100).toFixed(2))).toBe(fen);
  for (const wrong of ["1", "1.2", "1.234", "-1.00", "1e2", " 1.00", "", "9999999999999.00"]) {
    expect(fenOfYuan.safeParse(wrong).success, wrong).toBe(false);
  }
});

test("a fee is rounded to whole fen, for payments and for refunds", () => {
  const fees = {
    "0.15000": 15,
    "-0.15000": -15,
    "0.00": 0,
    "-0.00000": 0,
    "0.01500": 2,
    "0.01499": 1,
    "12.34567": 1235,
    "0": 0,
    "0.3": 30,
    "": 0,
  };
  for (const [yuan, feeFen] of Object.entries(fees))
    expect(feeFenOfYuan.parse(yuan), yuan).toBe(feeFen);
  for (const wrong of ["-", "1.", "--1.00", "1,00", "1.2345678"]) {
    expect(feeFenOfYuan.safeParse(wrong).success, wrong).toBe(false);
  }
});

test("a truncated, inconsistent or malformed bill is rejected", async () => {
  const full = bill([paid("1.00"), refunded("1.00")], 2, "1.00", "1.00");
  expect(await read(full)).not.toBeNull();
  for (const length of [0, 3, 100, 400, 700, full.length - 40]) {
    expect(await read(full.subarray(0, length)), String(length)).toBeNull();
  }
  expect(await read(bill([paid("1.00")], 2, "1.00", "0.00"))).toBeNull();
  expect(await read(bill([paid("1.00")], 1, "1.01", "0.00"))).toBeNull();
  expect(await read(bill([refunded("1.00")], 1, "0.00", "0.99"))).toBeNull();
  expect(await read(Buffer.from("<html>502</html>"))).toBeNull();
});
