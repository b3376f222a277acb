/** Stored answers of idempotent requests: the same key returns the same answer. */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { moment, partOf, searchHash, sha256 } from "./columns.ts";

/** Rate-limit counters per time window, shared by all processes. */
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

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    accountId: partOf(() => accounts.id),
    key: text().notNull(),
    requestSha256: sha256().notNull(),
    /** null while the first request is in progress. */
    answer: jsonb(),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.key] }), index().on(table.createdAt)],
);
