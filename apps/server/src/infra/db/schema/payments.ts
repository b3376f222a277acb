/** Orders and refunds, and the notifications already taken. */
import { allOrderStates, allPayChannels, allRefundCauses, allRefundStates, allRoles } from "@gradphoto/domain";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { fen, moment, oneOf } from "./columns.ts";

export const orders = pgTable("orders", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  outTradeNo: text().notNull(),
  channel: oneOf(allPayChannels).notNull(),
  appid: text().notNull(),
  amountFen: fen().notNull(),
  state: oneOf(allOrderStates).notNull(),
  /** What the client pays by: a prepay_id, an address or the text of a QR code; null until WeChat Pay has answered. */
  prepay: text(),
  /** Whether the payment paid for the collection; one that came second or too late does not. */
  counts: boolean().notNull().default(false),
  transactionId: text(),
  paidAt: moment(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  closedAt: moment(),
  /** How often the sweep has asked. */
  asks: integer().notNull().default(0),
  askedAt: moment(),
  askAfter: moment().notNull(),
});

export const refunds = pgTable("refunds", {
  id: uuid().primaryKey(),
  orderId: uuid().notNull(),
  outRefundNo: text().notNull(),
  cause: oneOf(allRefundCauses).notNull(),
  amountFen: fen().notNull(),
  state: oneOf(allRefundStates).notNull(),
  reason: text(),
  declineReason: text(),
  requestedByRole: oneOf(allRoles).notNull(),
  requestedBy: uuid(),
  /** Who led the collection to its refund; null while nobody did. */
  startedByRole: oneOf(allRoles),
  startedBy: uuid(),
  /** The second person. */
  decidedBy: uuid(),
  /** WeChat Pay's number. */
  refundId: text(),
  createdAt: moment().notNull(),
  acceptedAt: moment(),
  endedAt: moment(),
  asks: integer().notNull().default(0),
  askAfter: moment().notNull(),
});

export const paymentNotifications = pgTable("payment_notifications", {
  id: text().primaryKey(),
  about: oneOf(["payment", "refund", "other"]).notNull(),
  /** The number of the order or refund. */
  subject: text(),
  receivedAt: moment().notNull(),
});
