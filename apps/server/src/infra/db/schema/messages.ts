/** Tables of events, permissions for WeChat subscription messages, outgoing messages, and reminders of a school. */
import {
  allMessageChannels,
  allMessageStates,
  languages,
  messageTemplateCodes,
  type ReminderCounts,
} from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { collections } from "./collections.ts";
import { moment, momentInMs, oneOf, partOf, refersTo, serial } from "./columns.ts";
import { projects } from "./projects.ts";
import { schools } from "./schools.ts";
import { staff } from "./staff.ts";

/** Events, each written in the transaction in which it happened. */
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
    /** Language of the last consent. */
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
    /** Event of the message. At most one message exists per event. */
    eventId: bigint({ mode: "number" })
      .notNull()
      .unique()
      .references(() => events.id),
    collectionId: partOf(() => collections.id),
    template: oneOf(messageTemplateCodes).notNull(),
    /** `skipped` means that there was no recipient or no consent. */
    state: oneOf(allMessageStates).notNull(),
    /** The delivery channel. */
    channel: oneOf(allMessageChannels),
    tries: integer().notNull().default(0),
    lastFault: text(),
    /**
     * Text as passed to the text message gateway, so that a retry sends the same text even if the wording has changed.
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

/** Reminders of a school to its stalled students. */
export const reminders = pgTable(
  "reminders",
  {
    id: uuid().primaryKey(),
    projectId: partOf(() => projects.id),
    staffId: refersTo(() => staff.id),
    /** Department of the sender, for staff of one department. Only its students were selected. */
    department: text(),
    /** The filters that selected the students. */
    filters: jsonb().$type<ParsedInput<"remindStalledStudents">["body"]>().notNull(),
    counts: jsonb().$type<ReminderCounts>().notNull(),
    remindedAt: momentInMs().notNull(),
  },
  (table) => [index().on(table.projectId, table.remindedAt)],
);

export const reminderMessages = pgTable(
  "reminder_messages",
  {
    messageId: uuid()
      .primaryKey()
      .references(() => messages.id, { onDelete: "cascade" }),
    reminderId: partOf(() => reminders.id),
    /** True if one text message of the school's daily limit is reserved for it. */
    bySms: boolean().notNull(),
  },
  (table) => [index().on(table.reminderId)],
);

export const reminderSmsDays = pgTable(
  "reminder_sms_days",
  {
    schoolCode: text()
      .notNull()
      .references(() => schools.code, { onDelete: "cascade" }),
    /** Day in Beijing. */
    day: date().notNull(),
    /** Reserved text messages, whether sent or not. */
    used: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.schoolCode, table.day] }),
    check("reminder_sms_days_used_check", sql`used >= 0`),
  ],
);
