/** WeChat Pay's daily bill as it was compared with our books, what differed, and requests for invoices. */
import { allDifferenceKinds } from "@gradphoto/domain";
import { bigint, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { fen, moment, oneOf, sealed } from "./columns.ts";

export const billDays = pgTable("bill_days", {
  /** In Beijing. */
  day: date().primaryKey(),
  state: oneOf(["open", "fetched"]).notNull(),
  payments: integer().notNull().default(0),
  refunds: integer().notNull().default(0),
  paidFen: fen().notNull().default(0),
  refundedFen: fen().notNull().default(0),
  fetchedAt: moment(),
  askAfter: moment().notNull(),
});

export const paymentDifferences = pgTable("payment_differences", {
  id: uuid().primaryKey(),
  day: date().notNull(),
  kind: oneOf(allDifferenceKinds).notNull(),
  /** Empty: it is about no such thing. */
  outTradeNo: text().notNull(),
  outRefundNo: text().notNull(),
  oursFen: bigint({ mode: "number" }),
  theirsFen: bigint({ mode: "number" }),
  foundAt: moment().notNull(),
  settledAt: moment(),
  settledBy: uuid(),
  note: text(),
});

export const invoiceRequests = pgTable("invoice_requests", {
  id: uuid().primaryKey(),
  orderId: uuid().notNull(),
  title: sealed().notNull(),
  taxNumber: sealed(),
  email: sealed().notNull(),
  createdAt: moment().notNull(),
  issuedAt: moment(),
  issuedBy: uuid(),
  /** As printed on the invoice. */
  invoiceNumber: text(),
});
