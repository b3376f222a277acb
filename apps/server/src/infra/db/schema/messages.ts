/** Consents to subscribe messages, and every message that was to be sent. */
import { allMessageStates, languages, messageTemplateCodes } from "@gradphoto/domain";
import { bigint, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const messageCredits = pgTable(
  "message_credits",
  {
    accountId: uuid().notNull(),
    template: oneOf(messageTemplateCodes).notNull(),
    /** How many may still be sent. */
    credits: integer().notNull(),
    /** As at the last consent. */
    language: oneOf(languages).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.template] })],
);

export const messages = pgTable("messages", {
  id: uuid().primaryKey(),
  /** One message for one event. */
  eventId: bigint({ mode: "number" }).notNull(),
  collectionId: uuid().notNull(),
  template: oneOf(messageTemplateCodes).notNull(),
  /** skipped: nobody to send it to, or no consent. */
  state: oneOf(allMessageStates).notNull(),
  tries: integer().notNull().default(0),
  /** Until then one process alone works on it. */
  claimedUntil: moment(),
  lastFault: text(),
  createdAt: moment().notNull(),
  finishedAt: moment(),
});
