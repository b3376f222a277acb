import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { readAllPages } from "../testing/read-whole.ts";
import { readTradeBill } from "./read-trade-bill.ts";

const bytes = (hex: string): Uint8Array => Buffer.from(hex, "hex");
const ascii = (text: string): Uint8Array => Buffer.from(text, "ascii");

/** The strings of a bill that the reader uses, in GBK. */
const gbk: Readonly<Record<string, Uint8Array>> = {
  支付宝交易号: bytes("d6a7b8b6b1a6bdbbd2d7bac5"),
  商户订单号: bytes("c9ccbba7b6a9b5a5bac5"),
  业务类型: bytes("d2b5cef1c0e0d0cd"),
  订单金额: bytes("b6a9b5a5bdf0b6eea3a8d4aaa3a9"),
  退款号: bytes("cdcbbfeec5fab4cebac52fc7ebc7f3bac5"),
  服务费: bytes("b7fecef1b7d1a3a8d4aaa3a9"),
  交易: bytes("bdbbd2d7"),
  退款: bytes("cdcbbfee"),
  交易合计: bytes("bdbbd2d7bacfbcc6a3ba"),
  退款合计: bytes("cdcbbfeebacfbcc6a3ba"),
  笔: bytes("b1ca"),
};
const word = (name: string): Uint8Array => gbk[name] ?? ascii(name);
const line = (parts: readonly string[]): Uint8Array =>
  Buffer.concat([...parts.map(word), ascii("\r\n")]);

const heads = line([
  "支付宝交易号",
  ",",
  "商户订单号",
  ",",
  "业务类型",
  ",",
  "订单金额",
  ",",
  "退款号",
  ",",
  "服务费",
]);
const paid = line(["T1\t,A1\t,", "交易", "\t,25.05\t,\t,-0.15\t"]);
const back = line(["T1\t,A1\t,", "退款", "\t,-25.05\t,A1R1\t,0.15\t"]);
const sums = (payments: number, refunds: number) => [
  line(["#---"]),
  line(["#", "交易合计", String(payments), "笔"]),
  line(["#", "退款合计", String(refunds), "笔"]),
];
const zip = (...lines: readonly Uint8Array[]): Uint8Array =>
  zipSync({ "sums.csv": ascii("#\r\n"), "details.csv": Buffer.concat([ascii("#\r\n"), ...lines]) });

/** Cuts the file like a network would, in the middle of lines and characters. */
async function* inPieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.length; from += 7) yield file.subarray(from, from + 7);
}
const read = (file: Uint8Array) => readAllPages(readTradeBill(inPieces(file)));

test("payments and refunds are read with amounts exact to the fen", async () => {
  expect(await read(zip(heads, paid, back, ...sums(1, 1)))).toEqual({
    payments: [{ outTradeNo: "A1", transactionId: "T1", amountFen: 2505, processingFeeFen: 15 }],
    refunds: [
      {
        outTradeNo: "A1",
        outRefundNo: "A1R1",
        refundId: "A1R1",
        refundFen: 2505,
        processingFeeFen: -15,
      },
    ],
  });
  expect(await read(zip(heads, ...sums(0, 0)))).toEqual({ payments: [], refunds: [] });
});

test("an incomplete or malformed bill is rejected", async () => {
  expect(await read(ascii("no zip"))).toBeNull();
  expect(await read(zip(heads, paid))).toBeNull();
  expect(await read(zip(heads, paid, ...sums(2, 0)))).toBeNull();
  expect(
    await read(zip(heads, line(["T1\t,A1\t,", "交易", "\tx\t,\t"]), ...sums(1, 0))),
  ).toBeNull();
  expect(await read(zip(paid, ...sums(1, 0)))).toBeNull();
});
