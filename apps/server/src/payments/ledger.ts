/** The only writer of the ledger. Accounts: balance at each provider, fees, and payments to be refunded. */
import type { LedgerAccount } from "@gradphoto/domain";
import type { Transaction } from "../infra/db/database.ts";
import { ledgerEntries, ledgerTransactions } from "../infra/db/schema/index.ts";
import type { OrderRow } from "./order-rows.ts";

/** Returns the account that an order's money is booked to. */
const represents = ({ counts }: Pick<OrderRow, "counts">): LedgerAccount => (counts ? "fees" : "surplus");

type Paid = Pick<OrderRow, "id" | "provider" | "amountFen" | "counts">;

export const postPayment = (tx: Transaction, order: Paid, at: Date): Promise<void> =>
  post(tx, { kind: "payment", orderId: order.id, refundId: null, at }, order, order.amountFen);

export const postRefund = (tx: Transaction, order: Paid, refundId: string, at: Date): Promise<void> =>
  post(tx, { kind: "refund", orderId: order.id, refundId, at }, order, -order.amountFen);

async function post(
  tx: Transaction,
  transaction: typeof ledgerTransactions.$inferInsert,
  order: Paid,
  comesInFen: number,
): Promise<void> {
  const [posted] = await tx.insert(ledgerTransactions).values(transaction).returning({ id: ledgerTransactions.id });
  if (!posted) throw new Error("The ledger took no transaction");
  await tx.insert(ledgerEntries).values([
    { transactionId: posted.id, account: order.provider, amountFen: comesInFen },
    { transactionId: posted.id, account: represents(order), amountFen: -comesInFen },
  ]);
}
