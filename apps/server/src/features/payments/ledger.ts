/** The only writer of the ledger, and its balance. Accounts: our money at WeChat Pay, fees, payments to be sent back. */
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { ledgerEntries, ledgerTransactions } from "../../infra/db/schema/index.ts";
import type { OrderRow } from "./order-rows.ts";

type Account = "wechat-pay" | "fees" | "surplus";

export type Balance = { readonly [A in Account]: number } & { /** Always 0. */ readonly sum: number };

/** What the money of an order stands for. */
const standsFor = ({ counts }: Pick<OrderRow, "counts">): Account => (counts ? "fees" : "surplus");

type Paid = Pick<OrderRow, "id" | "amountFen" | "counts">;

export const postPayment = (tx: Transaction, order: Paid, at: Date): Promise<void> =>
  post(tx, { kind: "payment", orderId: order.id, refundId: null, at }, standsFor(order), order.amountFen);

export const postRefund = (tx: Transaction, order: Paid, refundId: string, at: Date): Promise<void> =>
  post(tx, { kind: "refund", orderId: order.id, refundId, at }, standsFor(order), -order.amountFen);

async function post(
  tx: Transaction,
  transaction: typeof ledgerTransactions.$inferInsert,
  account: Account,
  comesInFen: number,
): Promise<void> {
  const [posted] = await tx.insert(ledgerTransactions).values(transaction).returning({ id: ledgerTransactions.id });
  if (!posted) throw new Error("The ledger took no transaction");
  await tx.insert(ledgerEntries).values([
    { transactionId: posted.id, account: "wechat-pay", amountFen: comesInFen },
    { transactionId: posted.id, account, amountFen: -comesInFen },
  ]);
}

/** In fen. Positive: what we have. Negative: what it stands for. */
export async function readBalance(db: Database): Promise<Balance> {
  const total = sql<number>`coalesce(sum(${ledgerEntries.amountFen}), 0)`.mapWith(Number);
  const of = (account: Account) =>
    sql<number>`coalesce(sum(${ledgerEntries.amountFen}) filter (where ${ledgerEntries.account} = ${account}), 0)`.mapWith(
      Number,
    );
  const [balance] = await db
    .select({ "wechat-pay": of("wechat-pay"), fees: of("fees"), surplus: of("surplus"), sum: total })
    .from(ledgerEntries);
  if (!balance) throw new Error("A sum without a row");
  return balance;
}
