/** What customer service noted about collections. */
import { pgTable, uuid } from "drizzle-orm/pg-core";
import { moment, sealed } from "./columns.ts";

export const serviceNotes = pgTable("service_notes", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  note: sealed().notNull(),
  writtenBy: uuid().notNull(),
  at: moment().notNull(),
});
