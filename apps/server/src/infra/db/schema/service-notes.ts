/** Notes of customer service on collections. */
import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { collections } from "./collections.ts";
import { moment, sealed } from "./columns.ts";
import { staff } from "./staff.ts";

export const serviceNotes = pgTable(
  "service_notes",
  {
    id: uuid().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    note: sealed().notNull(),
    writtenBy: uuid()
      .notNull()
      .references(() => staff.id),
    at: moment().notNull(),
  },
  (table) => [index().on(table.collectionId, table.at)],
);
