/** Identity providers for staff: bindings to accounts, and login flows in progress. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, partOf, searchHash, sha256 } from "./columns.ts";
import { staff } from "./staff.ts";

export const staffIdentities = pgTable(
  "staff_identities",
  {
    staffId: partOf(() => staff.id),
    /** Id from the setting. */
    providerId: text().notNull(),
    /** Hash of the provider's permanent subject identifier. */
    subjectHash: searchHash().notNull(),
    boundAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.staffId, table.providerId] }),
    unique().on(table.providerId, table.subjectHash),
  ],
);

/** Login flows: the person was redirected to a provider and has not returned. */
export const identityTrips = pgTable(
  "identity_trips",
  {
    /** Only the hash is stored, never the state. */
    stateSha256: sha256().primaryKey(),
    providerId: text().notNull(),
    /** The staff member who binds the provider to their account; null: a sign-in. */
    staffId: uuid().references(() => staff.id, { onDelete: "cascade" }),
    expiresAt: moment().notNull(),
  },
  (table) => [index().on(table.expiresAt), index().on(table.staffId)],
);

/** Completed provider logins that still need a one-time code. */
export const identityTickets = pgTable(
  "identity_tickets",
  {
    /** Only the hash is stored, never the ticket. */
    ticketSha256: sha256().primaryKey(),
    providerId: text().notNull(),
    staffId: partOf(() => staff.id),
    tries: integer().notNull().default(0),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index().on(table.expiresAt),
    index().on(table.staffId),
    check("identity_tickets_tries_check", sql`tries >= 0`),
  ],
);
