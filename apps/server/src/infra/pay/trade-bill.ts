/** A provider's daily bill as a stream of lines: hundreds of thousands nationwide, too many to hold in memory. */
import { z } from "zod";

/**
 * Converts `-0.15000` to -15. Bills contain fractions of a fen, but only full fen are transferred, so it rounds. An
 * empty field is a fee of 0.
 */
export const feeFenOfYuan = z
  .string()
  .regex(/^(-?\d{1,10}(\.\d{1,6})?)?$/)
  .transform((yuan) => {
    const [full = "", part = ""] = yuan.replace("-", "").split(".");
    const fen = Math.round(Number(`${full}${part.padEnd(6, "0")}`) / 10_000);
    return yuan.startsWith("-") ? 0 - fen : fen;
  });

export interface BillPayment {
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amountFen: number;
  /** The provider's fee. */
  readonly processingFeeFen: number;
}

export interface BillRefund {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly refundFen: number;
  /** The provider's fee, negative for the part that it returns. */
  readonly processingFeeFen: number;
}

export type BillLine =
  | { readonly about: "payment"; readonly payment: BillPayment }
  | { readonly about: "refund"; readonly refund: BillRefund };

/**
 * Lines of a bill, which is downloaded while it is read. Only its end shows that it is complete: until then it may
 * throw a BrokenBillError.
 */
export type TradeBill = AsyncIterable<BillLine>;

/** Error for a bill that is incomplete or whose totals do not match. No line of it counts. */
export class BrokenBillError extends Error {
  override readonly name = "BrokenBillError";
}

/** Converts every error during reading to a BrokenBillError. */
export async function* withBrokenBillErrors(lines: TradeBill): TradeBill {
  try {
    yield* lines;
  } catch (error) {
    throw error instanceof BrokenBillError
      ? error
      : new BrokenBillError("A bill could not be read", { cause: error });
  }
}

/** Splits chunks of text into lines, wherever the chunks are cut; the last line may lack its line end. */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  encoding: "utf-8" | "gbk",
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + decoder.decode();
}
