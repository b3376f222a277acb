/** Consents to subscribe messages, and every message that was to be sent. */
import { allMessageChannels, allMessageStates, languages, messageTemplateCodes } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { collections } from "./collections.ts";
import { moment, oneOf } from "./columns.ts";
import { events } from "./events.ts";

export const messageCredits = pgTable(
  "message_credits",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    template: oneOf(messageTemplateCodes).notNull(),
    /** How many may still be sent. */
    credits: integer().notNull(),
    /** As at the last consent. */
    language: oneOf(languages).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.template] }),
    check("message_credits_credits_check", sql`credits >= 0`),
  ],
);

export const messages = pgTable(
  "messages",
  {
    id: uuid().primaryKey(),
    /** One message for one event. */
    eventId: bigint({ mode: "number" })
      .notNull()
      .unique()
      .references(() => events.id),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    template: oneOf(messageTemplateCodes).notNull(),
    /** skipped: nobody to send it to, or no consent. */
    state: oneOf(allMessageStates).notNull(),
    /** By which way it was sent. */
    channel: oneOf(allMessageChannels),
    tries: integer().notNull().default(0),
    lastFault: text(),
    /** As it was given to the text message gateway: whatever the words are later, a second try is the same text. */
    text: text(),
    createdAt: moment().notNull(),
    finishedAt: moment(),
  },
  (table) => [
    index().on(table.collectionId),
    index().on(table.createdAt, table.id),
    index().on(table.state, table.createdAt, table.id),
    index().on(table.template, table.createdAt, table.id),
    index().on(table.id).where(sql`state = 'queued'`),
    check("messages_check", sql`(state = 'queued') = (finished_at is null)`),
    check("messages_check1", sql`channel is null or state = 'sent'`),
    check("messages_tries_check", sql`tries >= 0`),
  ],
);
