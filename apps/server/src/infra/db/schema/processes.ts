/** Processes of the service with a recent heartbeat. */
import { sql } from "drizzle-orm";
import { check, date, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

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
  /** Name used by the service; the settings determine which ones exist. */
  connection: text().primaryKey(),
  state: oneOf(["ok", "warning", "fault"]).notNull(),
  checkedAt: moment().notNull(),
});

export const processes = pgTable("processes", {
  id: uuid().primaryKey(),
  kind: oneOf(["api", "worker"]).notNull(),
  host: text().notNull(),
  startedAt: moment().notNull(),
  /** By the database's clock. */
  seenAt: moment().notNull(),
  facts: jsonb().notNull(),
});
