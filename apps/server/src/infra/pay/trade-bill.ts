/** A provider's bill of a day, line by line: a day of the nation has hundreds of thousands, which nobody holds at once. */
import { z } from "zod";

/** `-0.15000` → -15: fractions of a fen are told, and money moves in whole ones. Nothing told is nothing kept. */
export const feeFenOfYuan = z
  .string()
  .regex(/^(-?\d{1,10}(\.\d{1,6})?)?$/)
  .transform((yuan) => {
    const [whole = "", part = ""] = yuan.replace("-", "").split(".");
    const fen = Math.round(Number(`${whole}${part.padEnd(6, "0")}`) / 10_000);
    return yuan.startsWith("-") ? 0 - fen : fen;
  });

export interface BillPayment {
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amountFen: number;
  /** What the provider keeps of it. */
  readonly processingFeeFen: number;
}

export interface BillRefund {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly refundFen: number;
  /** Below zero: what the provider gives back of its fee. */
  readonly processingFeeFen: number;
}

export type BillLine =
  | { readonly about: "payment"; readonly payment: BillPayment }
  | { readonly about: "refund"; readonly refund: BillRefund };

/** Downloaded as it is read. Whether it is whole shows at its end: until then it may throw a BrokenBillError. */
export type TradeBill = AsyncIterable<BillLine>;

/** It did not come whole, or does not add up: nothing that was read of it counts. */
export class BrokenBillError extends Error {
  override readonly name = "BrokenBillError";
}

/** Whatever goes wrong while the lines are read is a BrokenBillError. */
export async function* brokenOtherwise(lines: TradeBill): TradeBill {
  try {
    yield* lines;
  } catch (error) {
    throw error instanceof BrokenBillError ? error : new BrokenBillError("A bill could not be read", { cause: error });
  }
}

/** Of a text that comes in pieces, cut anywhere; its last line may lack its end. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, encoding: "utf-8" | "gbk"): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + decoder.decode();
}
