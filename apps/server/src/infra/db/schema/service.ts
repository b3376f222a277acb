/** Data of the service itself: processes, checks of connections, counters, and answers to idempotent requests. */
import { sql } from "drizzle-orm";
import {
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
import { moment, oneOf, partOf, searchHash, sha256 } from "./columns.ts";

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

/** Stored answers. The same key returns the same answer. */
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

/** Number of persons with stored face pictures, per day. */
export const faceCounts = pgTable(
  "face_counts",
  {
    /** Day in Beijing. */
    day: date().primaryKey(),
    persons: integer().notNull(),
    countedAt: moment().notNull(),
  },
  () => [check("face_counts_persons_check", sql`persons >= 0`)],
);

/** State of each external system at its last test by an operator. */
export const connectionChecks = pgTable("connection_checks", {
  /** Name that the service uses. The settings determine which connections exist. */
  connection: text().primaryKey(),
  state: oneOf(["ok", "warning", "fault"]).notNull(),
  checkedAt: moment().notNull(),
});

/** Processes with a recent heartbeat. */
export const processes = pgTable("processes", {
  id: uuid().primaryKey(),
  kind: oneOf(["api", "worker"]).notNull(),
  host: text().notNull(),
  startedAt: moment().notNull(),
  /** By the database's clock. */
  seenAt: moment().notNull(),
  facts: jsonb().notNull(),
});
