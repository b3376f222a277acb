/** Links with which another person's phone takes photos for one collection, and sessions opened by an on-site day. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collections } from "./collections.ts";
import { moment, sha256 } from "./columns.ts";
import { sessions } from "./sessions.ts";
import { siteDays } from "./site-days.ts";

export const helperLinks = pgTable(
  "helper_links",
  {
    id: uuid().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
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
    /** null: the student created the link. */
    siteDayId: uuid().references(() => siteDays.id, { onDelete: "cascade" }),
  },
  (table) => [
    uniqueIndex().on(table.collectionId).where(sql`revoked_at is null and site_day_id is null`),
    index().on(table.siteDayId),
    check("helper_links_check", sql`(claimed_at is null) = (session_expires_at is null)`),
  ],
);
