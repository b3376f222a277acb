/** Permissions for subscribe messages, and all outgoing messages. */
import { allMessageChannels, allMessageStates, languages, messageTemplateCodes } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { collections } from "./collections.ts";
import { moment, oneOf, partOf, serial } from "./columns.ts";

/** Events, written in the transaction in which they happened. */
export const events = pgTable(
  "events",
  {
    id: serial().primaryKey(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    payload: jsonb().notNull().default({}),
    createdAt: moment().notNull(),
  },
  (table) => [index().on(table.createdAt)],
);

export const messageCredits = pgTable(
  "message_credits",
  {
    accountId: partOf(() => accounts.id),
    template: oneOf(messageTemplateCodes).notNull(),
    /** Number of messages that may still be sent. */
    credits: integer().notNull(),
    /** Language at the last consent. */
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
    /** At most one message per event. */
    eventId: bigint({ mode: "number" })
      .notNull()
      .unique()
      .references(() => events.id),
    collectionId: partOf(() => collections.id),
    template: oneOf(messageTemplateCodes).notNull(),
    /** `skipped`: no recipient, or no consent. */
    state: oneOf(allMessageStates).notNull(),
    /** The delivery channel. */
    channel: oneOf(allMessageChannels),
    tries: integer().notNull().default(0),
    lastFault: text(),
    /**
     * The text as passed to the text message gateway, so that a retry sends the same text after the wording has
     * changed.
     */
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
