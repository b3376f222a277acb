/** The only writer of the ledger. Accounts: balance at each provider, fees, and payments to be refunded. */
import type { LedgerAccount } from "@gradphoto/domain";
import type { Transaction } from "../infra/db/database.ts";
import { ledgerEntries, ledgerTransactions } from "../infra/db/schema/index.ts";
import type { OrderRow } from "./order-rows.ts";

/** Returns the account that an order's money is booked to. */
const accountOf = ({ counts }: Pick<OrderRow, "counts">): LedgerAccount =>
  counts ? "fees" : "surplus";

type BookedOrder = Pick<OrderRow, "id" | "provider" | "amountFen" | "counts">;

export const postPayment = (tx: Transaction, order: BookedOrder, at: Date): Promise<void> =>
  post(tx, { kind: "payment", orderId: order.id, refundId: null, at }, order, order.amountFen);

export const postRefund = (
  tx: Transaction,
  order: BookedOrder,
  refundId: string,
  at: Date,
): Promise<void> =>
  post(tx, { kind: "refund", orderId: order.id, refundId, at }, order, -order.amountFen);

/** Writes one transaction with two entries that sum to zero. `receivedFen` is negative for a refund. */
async function post(
  tx: Transaction,
  transaction: typeof ledgerTransactions.$inferInsert,
  order: BookedOrder,
  receivedFen: number,
): Promise<void> {
  const [posted] = await tx
    .insert(ledgerTransactions)
    .values(transaction)
    .returning({ id: ledgerTransactions.id });
  if (!posted) throw new Error("The ledger transaction was not stored");
  await tx.insert(ledgerEntries).values([
    { transactionId: posted.id, account: order.provider, amountFen: receivedFen },
    { transactionId: posted.id, account: accountOf(order), amountFen: -receivedFen },
  ]);
}
