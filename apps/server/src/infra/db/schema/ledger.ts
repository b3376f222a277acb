/** The double-entry ledger: append-only, and every transaction sums to zero, as the database enforces. */
import { allLedgerKinds } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ledgerAccount, moment, oneOf, refersTo, serial } from "./columns.ts";
import { orders, refunds } from "./payments.ts";

export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: serial().primaryKey(),
    kind: oneOf(allLedgerKinds).notNull(),
    orderId: refersTo(() => orders.id),
    refundId: uuid().references(() => refunds.id),
    at: moment().notNull(),
  },
  (table) => [
    uniqueIndex().on(table.orderId, table.kind),
    index().on(table.at),
    check("ledger_transactions_check", sql`(kind = 'refund') = (refund_id is not null)`),
  ],
);

export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: serial().primaryKey(),
    transactionId: bigint({ mode: "number" })
      .notNull()
      .references(() => ledgerTransactions.id),
    account: ledgerAccount().notNull(),
    /** Positive: money that we hold. Negative: what the money was received for. */
    amountFen: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    index().on(table.transactionId),
    index().on(table.account),
    check("ledger_entries_amount_fen_check", sql`amount_fen <> 0`),
  ],
);

/** Running totals of each account up to an entry; never changed, and only for speed. */
export const ledgerSums = pgTable(
  "ledger_sums",
  {
    upToEntryId: bigint({ mode: "number" })
      .notNull()
      .references(() => ledgerEntries.id),
    account: ledgerAccount().notNull(),
    amountFen: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.upToEntryId, table.account] })],
);
