/** Rate-limit counters per time window, shared by all processes. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { moment, searchHash } from "./columns.ts";

export const rateLimits = pgTable(
  "rate_limits",
  {
    name: text().notNull(),
    subjectHash: searchHash().notNull(),
    endsAt: moment().notNull(),
    hits: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.name, table.subjectHash] }),
    index().on(table.endsAt),
    check("rate_limits_hits_check", sql`hits > 0`),
  ],
);
