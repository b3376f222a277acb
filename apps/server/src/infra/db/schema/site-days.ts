/** On-site days, when a helper's phone shoots a class, and the numbers of the students who wait in the corridor. */
import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment, sha256 } from "./columns.ts";
import { projects } from "./projects.ts";

export const siteDays = pgTable(
  "site_days",
  {
    id: uuid().primaryKey(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** In Beijing. */
    day: date().notNull(),
    /** Of the link of the helpers' phones; the token itself is kept nowhere. */
    shootingSha256: sha256().notNull().unique(),
    /** Hangs on the wall: whoever has it may take a number. */
    queueToken: text().notNull().unique(),
    openedAt: moment().notNull(),
    /** By a tap; null: it ends with its day. */
    endedAt: moment(),
  },
  (table) => [uniqueIndex().on(table.projectId, table.day).where(sql`ended_at is null`)],
);

export const siteTickets = pgTable(
  "site_tickets",
  {
    siteDayId: uuid()
      .notNull()
      .references(() => siteDays.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    /** Of the one phone whose number it is. */
    ticketKey: text().notNull(),
    takenAt: moment().notNull(),
    calledAt: moment(),
    /** Of the tap that called it: the same tap over a broken line calls nobody else. */
    callKey: text(),
    /** The line was cleared before it was called. */
    voidedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.siteDayId, table.number] }),
    unique().on(table.siteDayId, table.ticketKey),
    unique().on(table.siteDayId, table.callKey),
    check("site_tickets_check", sql`(called_at is null) = (call_key is null)`),
    check("site_tickets_check1", sql`called_at is null or voided_at is null`),
  ],
);
