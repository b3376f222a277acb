/** Daily bills of the providers as reconciled with our books, differences, and invoice requests. */
import { allDifferenceKinds } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { fen, moment, oneOf, payProvider, refersTo, sealed, sha256 } from "./columns.ts";
import { orders } from "./payments.ts";
import { projects } from "./projects.ts";

export const billDays = pgTable(
  "bill_days",
  {
    provider: payProvider().notNull(),
    /** Day in Beijing. */
    day: date().notNull(),
    state: oneOf(["open", "fetched"]).notNull(),
    payments: integer().notNull().default(0),
    refunds: integer().notNull().default(0),
    paidFen: fen().notNull().default(0),
    refundedFen: fen().notNull().default(0),
    /** The provider's fee. It is negative if the provider returns more than it charges. */
    processingFeeFen: bigint({ mode: "number" }).notNull().default(0),
    fetchedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.day] }),
    check("bill_days_check", sql`(state = 'fetched') = (fetched_at is not null)`),
  ],
);

/** Amounts per project in a day's bill; lines of unknown orders belong to no project. */
export const incomeDays = pgTable(
  "income_days",
  {
    provider: payProvider().notNull(),
    day: date().notNull(),
    projectId: refersTo(() => projects.id),
    payments: integer().notNull(),
    refunds: integer().notNull(),
    paidFen: fen().notNull(),
    refundedFen: fen().notNull(),
    processingFeeFen: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.day, table.projectId] }),
    index().on(table.day, table.projectId),
    foreignKey({
      columns: [table.provider, table.day],
      foreignColumns: [billDays.provider, billDays.day],
    }),
  ],
);

export const paymentDifferences = pgTable(
  "payment_differences",
  {
    id: uuid().primaryKey(),
    provider: payProvider().notNull(),
    day: date().notNull(),
    kind: oneOf(allDifferenceKinds).notNull(),
    /** Empty if the difference is not about an order or refund. */
    outTradeNo: text().notNull(),
    outRefundNo: text().notNull(),
    localFen: bigint({ mode: "number" }),
    remoteFen: bigint({ mode: "number" }),
    discoveredAt: moment().notNull(),
    settledAt: moment(),
    settledBy: uuid(),
    sealedNote: sealed(),
  },
  (table) => [
    foreignKey({
      columns: [table.provider, table.day],
      foreignColumns: [billDays.provider, billDays.day],
    }),
    unique("payment_differences_kind_provider_day_out_trade_no_out_refu_key").on(
      table.kind,
      table.provider,
      table.day,
      table.outTradeNo,
      table.outRefundNo,
    ),
    index().on(table.day),
  ],
);

export const invoiceRequests = pgTable(
  "invoice_requests",
  {
    id: uuid().primaryKey(),
    orderId: uuid()
      .notNull()
      .unique()
      .references(() => orders.id),
    title: sealed().notNull(),
    taxNumber: sealed(),
    email: sealed().notNull(),
    createdAt: moment().notNull(),
    issuedAt: moment(),
    issuedBy: uuid(),
    /** As printed on the invoice. */
    invoiceNumber: text(),
    /** Object key of the PDF; null if none was uploaded. */
    fileKey: text(),
    fileSha256: sha256(),
  },
  (table) => [
    index().on(table.createdAt, table.id),
    check("invoice_requests_file_key_check", sql`file_key is null or issued_at is not null`),
    check("invoice_requests_file_check", sql`(file_key is null) = (file_sha256 is null)`),
    check("invoice_requests_check", sql`(issued_at is null) = (invoice_number is null)`),
  ],
);
