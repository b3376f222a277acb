/** The only writer of the ledger. Accounts: our money at WeChat Pay, fees, payments to be sent back. */
import type { LedgerAccount } from "@gradphoto/domain";
import type { Transaction } from "../infra/db/database.ts";
import { ledgerEntries, ledgerTransactions } from "../infra/db/schema/index.ts";
import type { OrderRow } from "./order-rows.ts";

/** What the money of an order stands for. */
const standsFor = ({ counts }: Pick<OrderRow, "counts">): LedgerAccount => (counts ? "fees" : "surplus");

type Paid = Pick<OrderRow, "id" | "amountFen" | "counts">;

export const postPayment = (tx: Transaction, order: Paid, at: Date): Promise<void> =>
  post(tx, { kind: "payment", orderId: order.id, refundId: null, at }, standsFor(order), order.amountFen);

export const postRefund = (tx: Transaction, order: Paid, refundId: string, at: Date): Promise<void> =>
  post(tx, { kind: "refund", orderId: order.id, refundId, at }, standsFor(order), -order.amountFen);

async function post(
  tx: Transaction,
  transaction: typeof ledgerTransactions.$inferInsert,
  account: LedgerAccount,
  comesInFen: number,
): Promise<void> {
  const [posted] = await tx.insert(ledgerTransactions).values(transaction).returning({ id: ledgerTransactions.id });
  if (!posted) throw new Error("The ledger took no transaction");
  await tx.insert(ledgerEntries).values([
    { transactionId: posted.id, account: "wechat-pay", amountFen: comesInFen },
    { transactionId: posted.id, account, amountFen: -comesInFen },
  ]);
}
