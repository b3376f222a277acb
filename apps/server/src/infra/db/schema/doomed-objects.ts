/** Objects to be deleted from the store: nothing refers to them, or nothing will after a certain time. */
import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { retentionRuns } from "./retention.ts";

export const doomedObjects = pgTable(
  "doomed_objects",
  {
    key: text().primaryKey(),
    deleteAfter: moment().notNull(),
    /** A process is deleting it. */
    claimedAt: moment(),
    /** The retention run that dropped the object. */
    runId: uuid().references(() => retentionRuns.id),
  },
  (table) => [index().on(table.deleteAfter), index().on(table.runId).where(sql`run_id is not null`)],
);
