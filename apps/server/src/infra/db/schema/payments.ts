/** Orders, refunds, the notifications that were already processed, and the ledger. */
import {
  allLedgerKinds,
  allOrderStates,
  allPayChannels,
  allRefundCauses,
  allRefundStates,
  allRoles,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { collections } from "./collections.ts";
import {
  fen,
  ledgerAccount,
  moment,
  oneOf,
  payProvider,
  refersTo,
  sealed,
  serial,
} from "./columns.ts";

export const orders = pgTable(
  "orders",
  {
    id: uuid().primaryKey(),
    collectionId: refersTo(() => collections.id),
    outTradeNo: text().notNull().unique(),
    provider: payProvider().notNull(),
    channel: oneOf(allPayChannels).notNull(),
    /** Id of our app at the provider. */
    appid: text().notNull(),
    amountFen: fen().notNull(),
    state: oneOf(allOrderStates).notNull(),
    /** Provider data that restarts the order without another request. null if each start needs a request. */
    prepay: text(),
    /** True if the payment paid for the collection; false for a duplicate or late payment. */
    counts: boolean().notNull().default(false),
    transactionId: text(),
    paidAt: moment(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    closedAt: moment(),
    queriedAt: moment(),
  },
  (table) => [
    unique().on(table.provider, table.transactionId),
    uniqueIndex().on(table.collectionId).where(sql`state = 'open'`),
    uniqueIndex("orders_collection_id_idx1")
      .on(table.collectionId)
      .where(sql`counts and state = 'paid'`),
    index().on(table.collectionId, table.createdAt),
    index().on(table.createdAt, table.id),
    index().on(table.paidAt),
    index().on(table.state, table.createdAt, table.id),
    index().on(table.id).where(sql`state = 'open'`),
    index().on(table.provider, table.createdAt),
    check("orders_amount_fen_check", sql`amount_fen > 0`),
    check("orders_check", sql`expires_at > created_at`),
    check("orders_check1", sql`(state in ('paid', 'refunded')) = (transaction_id is not null)`),
    check("orders_check2", sql`(transaction_id is null) = (paid_at is null)`),
    check("orders_check3", sql`not counts or paid_at is not null`),
    check("orders_out_trade_no_check", sql`out_trade_no ~ '^[0-9A-Za-z]{6,32}$'`),
  ],
);

export const refunds = pgTable(
  "refunds",
  {
    id: uuid().primaryKey(),
    orderId: refersTo(() => orders.id),
    outRefundNo: text().notNull().unique(),
    cause: oneOf(allRefundCauses).notNull(),
    amountFen: fen().notNull(),
    state: oneOf(allRefundStates).notNull(),
    sealedReason: sealed(),
    sealedDeclineReason: sealed(),
    requestedByRole: oneOf(allRoles).notNull(),
    requestedBy: uuid(),
    /** The role that started the refund; null until it is started. */
    startedByRole: oneOf(allRoles),
    startedBy: uuid(),
    startedAt: moment(),
    /** The second person, under the four-eyes principle. */
    decidedBy: uuid(),
    /** null unless the second person confirmed it. */
    decidedAt: moment(),
    /** The provider's refund number. */
    refundId: text().unique(),
    createdAt: moment().notNull(),
    acceptedAt: moment(),
    endedAt: moment(),
  },
  (table) => [
    uniqueIndex().on(table.orderId).where(sql`state not in ('closed', 'declined')`),
    index().on(table.acceptedAt),
    index().on(table.orderId, table.createdAt, table.id),
    index().on(table.createdAt, table.id),
    index().on(table.startedBy, table.startedAt),
    index().on(table.state, table.createdAt, table.id),
    index().on(table.id).where(sql`state in ('due', 'processing', 'abnormal')`),
    check("refunds_amount_fen_check", sql`amount_fen > 0`),
    check(
      "refunds_check",
      sql`decided_by is distinct from started_by or decided_by is null or state = 'declined'`,
    ),
    check("refunds_out_refund_no_check", sql`out_refund_no ~ '^[0-9A-Za-z]{1,64}$'`),
  ],
);

export const paymentNotifications = pgTable(
  "payment_notifications",
  {
    provider: payProvider().notNull(),
    /** The provider's id of the notification. */
    id: text().notNull(),
    about: oneOf(["payment", "refund", "other"]).notNull(),
    /** Number of the order or refund. */
    subject: text(),
    receivedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.id] }), index().on(table.receivedAt)],
);

/**
 * Transactions of the double-entry ledger. It is append-only, and every transaction sums to zero, as the database
 * enforces.
 */
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
    /** Amount: positive for money that we hold, negative for what the money was received for. */
    amountFen: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    index().on(table.transactionId),
    index().on(table.account),
    check("ledger_entries_amount_fen_check", sql`amount_fen <> 0`),
  ],
);

/** Running totals of each account up to an entry. They never change and exist only for speed. */
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
