/** Reads all lines of a bill into one object for comparison in tests. */
import {
  type BillPayment,
  type BillRefund,
  BrokenBillError,
  type TradeBill,
  withBrokenBillErrors,
} from "../trade-bill.ts";

export interface FullBill {
  readonly payments: readonly BillPayment[];
  readonly refunds: readonly BillRefund[];
}

/** Returns null if the bill is incomplete. */
export async function readAllPages(lines: TradeBill): Promise<FullBill | null> {
  const payments: BillPayment[] = [];
  const refunds: BillRefund[] = [];
  try {
    for await (const line of withBrokenBillErrors(lines)) {
      if (line.about === "payment") payments.push(line.payment);
      else refunds.push(line.refund);
    }
  } catch (error) {
    if (error instanceof BrokenBillError) return null;
    throw error;
  }
  return { payments, refunds };
}
