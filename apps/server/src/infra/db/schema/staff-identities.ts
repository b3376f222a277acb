/** Outside systems by which staff sign in: whom they stand for here, and sign-ins that are under way. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, searchHash, sha256 } from "./columns.ts";
import { staff } from "./staff.ts";

export const staffIdentities = pgTable(
  "staff_identities",
  {
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    /** As the setting names it. */
    providerId: text().notNull(),
    /** Of the provider's lasting name of the person. */
    subjectHash: searchHash().notNull(),
    boundAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.staffId, table.providerId] }),
    unique().on(table.providerId, table.subjectHash),
  ],
);

/** Somebody was sent to a provider and is not back yet. */
export const identityTrips = pgTable(
  "identity_trips",
  {
    /** The state itself is kept nowhere. */
    stateSha256: sha256().primaryKey(),
    providerId: text().notNull(),
    /** Who binds the provider to their account; null: somebody signs in. */
    staffId: uuid().references(() => staff.id, { onDelete: "cascade" }),
    expiresAt: moment().notNull(),
  },
  (table) => [index().on(table.expiresAt), index().on(table.staffId)],
);

/** Somebody came back, and signs in with it and a one-time code. */
export const identityTickets = pgTable(
  "identity_tickets",
  {
    /** The ticket itself is kept nowhere. */
    ticketSha256: sha256().primaryKey(),
    providerId: text().notNull(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    tries: integer().notNull().default(0),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index().on(table.expiresAt),
    index().on(table.staffId),
    check("identity_tickets_tries_check", sql`tries >= 0`),
  ],
);
