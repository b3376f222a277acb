/** On-site days, on which a helper's phone takes photos of a class, and the queue numbers of waiting students. */
import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sessions } from "./accounts.ts";
import { collections } from "./collections.ts";
import { moment, partOf, sha256 } from "./columns.ts";
import { projects } from "./projects.ts";

export const siteDays = pgTable(
  "site_days",
  {
    id: uuid().primaryKey(),
    projectId: partOf(() => projects.id),
    /** Day in Beijing. */
    day: date().notNull(),
    /** Hash of the token in the helpers' link; the token is not stored. */
    shootingSha256: sha256().notNull().unique(),
    /** Token printed on a poster: everyone with it may take a number. */
    queueToken: text().notNull().unique(),
    openedAt: moment().notNull(),
    /** Time of an early end by staff. null if the day ends by itself. */
    endedAt: moment(),
  },
  (table) => [uniqueIndex().on(table.projectId, table.day).where(sql`ended_at is null`)],
);

export const siteTickets = pgTable(
  "site_tickets",
  {
    siteDayId: partOf(() => siteDays.id),
    number: integer().notNull(),
    /** Key of the only phone that holds the number. */
    ticketKey: text().notNull(),
    takenAt: moment().notNull(),
    calledAt: moment(),
    /** Idempotency key of the call, so that a retry over a bad connection calls no further number. */
    callKey: text(),
    /** Time at which the queue was cleared before the number was called. */
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

/** Links with which another person's phone takes photos for one collection, and sessions opened by an on-site day. */
export const helperLinks = pgTable(
  "helper_links",
  {
    id: uuid().primaryKey(),
    collectionId: partOf(() => collections.id),
    /** Only the hash is stored, never the token. */
    tokenSha256: sha256().notNull().unique(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    claimedAt: moment(),
    /** The session of the only phone that opened the link. */
    sessionSha256: sha256()
      .unique()
      .references(() => sessions.tokenSha256, { onDelete: "set null" }),
    sessionExpiresAt: moment(),
    /** The on-site day; null if the student created the link. */
    siteDayId: uuid().references(() => siteDays.id, { onDelete: "cascade" }),
  },
  (table) => [
    uniqueIndex().on(table.collectionId).where(sql`revoked_at is null and site_day_id is null`),
    index().on(table.siteDayId),
    check("helper_links_check", sql`(claimed_at is null) = (session_expires_at is null)`),
  ],
);
