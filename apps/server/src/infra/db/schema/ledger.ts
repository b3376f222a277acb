/** The double-entry ledger: never changed, and every transaction sums to zero, as the database sees to. */
import { allLedgerAccounts, allLedgerKinds } from "@gradphoto/domain";
import { bigint, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf, serial } from "./columns.ts";

export const ledgerTransactions = pgTable("ledger_transactions", {
  id: serial().primaryKey(),
  kind: oneOf(allLedgerKinds).notNull(),
  orderId: uuid().notNull(),
  refundId: uuid(),
  at: moment().notNull(),
});

export const ledgerEntries = pgTable("ledger_entries", {
  id: serial().primaryKey(),
  transactionId: bigint({ mode: "number" }).notNull(),
  account: oneOf(allLedgerAccounts).notNull(),
  /** Positive: what we have. Negative: what it stands for. */
  amountFen: bigint({ mode: "number" }).notNull(),
});

/** Of each account, the sum of its entries up to one; never changed, and a matter of speed alone. */
export const ledgerSums = pgTable(
  "ledger_sums",
  {
    upToEntryId: bigint({ mode: "number" }).notNull(),
    account: oneOf(allLedgerAccounts).notNull(),
    amountFen: bigint({ mode: "number" }).notNull(),
  },
  ({ upToEntryId, account }) => [primaryKey({ columns: [upToEntryId, account] })],
);
