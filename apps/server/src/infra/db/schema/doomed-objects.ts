/** Objects that nothing refers to, or will not from a time on. */
import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { retentionRuns } from "./retention.ts";

export const doomedObjects = pgTable(
  "doomed_objects",
  {
    key: text().primaryKey(),
    deleteAfter: moment().notNull(),
    /** Somebody is deleting it. */
    claimedAt: moment(),
    /** Of retention, that let go of it. */
    runId: uuid().references(() => retentionRuns.id),
  },
  (table) => [index().on(table.deleteAfter), index().on(table.runId).where(sql`run_id is not null`)],
);
