/** Processes of the service with a recent heartbeat. */
import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const processes = pgTable("processes", {
  id: uuid().primaryKey(),
  kind: oneOf(["api", "worker"]).notNull(),
  host: text().notNull(),
  startedAt: moment().notNull(),
  /** By the database's clock. */
  seenAt: moment().notNull(),
  facts: jsonb().notNull(),
});
