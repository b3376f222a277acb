/** Consents to subscribe messages, and every message that was to be sent. */
import { bigint, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

export const messageCredits = pgTable(
  "message_credits",
  {
    accountId: uuid().notNull(),
    template: text().notNull(),
    /** How many may still be sent. */
    credits: integer().notNull(),
    /** zh or en, as at the last consent. */
    language: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.template] })],
);

export const messages = pgTable("messages", {
  id: uuid().primaryKey(),
  /** One message for one event. */
  eventId: bigint({ mode: "number" }).notNull(),
  collectionId: uuid().notNull(),
  template: text().notNull(),
  /** queued, sent, skipped (nobody to send it to, or no consent) or failed. */
  state: text().notNull(),
  tries: integer().notNull().default(0),
  /** Until then one process alone works on it. */
  claimedUntil: moment(),
  lastFault: text(),
  createdAt: moment().notNull(),
  finishedAt: moment(),
});
