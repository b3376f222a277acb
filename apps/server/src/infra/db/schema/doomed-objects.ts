/** Objects that nothing refers to, or will not from a time on. */
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

export const doomedObjects = pgTable("doomed_objects", {
  key: text().primaryKey(),
  deleteAfter: moment().notNull(),
  /** Somebody is deleting it. */
  claimedAt: moment(),
  /** Of retention, that let go of it. */
  runId: uuid(),
});
