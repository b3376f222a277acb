/** All lines of a bill at once, as a test compares them. */
import { type BillPayment, type BillRefund, BrokenBillError, brokenOtherwise, type TradeBill } from "../trade-bill.ts";

export interface WholeBill {
  readonly payments: readonly BillPayment[];
  readonly refunds: readonly BillRefund[];
}

/** null when it turns out not to be whole. */
export async function readWhole(lines: TradeBill): Promise<WholeBill | null> {
  const payments: BillPayment[] = [];
  const refunds: BillRefund[] = [];
  try {
    for await (const line of brokenOtherwise(lines)) {
      if (line.about === "payment") payments.push(line.payment);
      else refunds.push(line.refund);
    }
  } catch (error) {
    if (error instanceof BrokenBillError) return null;
    throw error;
  }
  return { payments, refunds };
}
