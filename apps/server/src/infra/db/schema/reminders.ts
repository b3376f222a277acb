/** Reminders of a school to its stalled students, their messages, and the school's text messages per day. */
import type { ReminderCounts } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { momentInMs, partOf, refersTo } from "./columns.ts";
import { messages } from "./messages.ts";
import { projects } from "./projects.ts";
import { schools } from "./schools.ts";
import { staff } from "./staff.ts";

export const reminders = pgTable(
  "reminders",
  {
    id: uuid().primaryKey(),
    projectId: partOf(() => projects.id),
    staffId: refersTo(() => staff.id),
    /** For staff of one department: only its students were selected. */
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
    /** One text message of the school's daily limit is reserved for it. */
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
