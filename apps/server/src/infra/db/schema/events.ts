/** Events, written in the transaction in which they happened. */
import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, serial } from "./columns.ts";

export const events = pgTable(
  "events",
  {
    id: serial().primaryKey(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    payload: jsonb().notNull().default({}),
    createdAt: moment().notNull(),
  },
  (table) => [index().on(table.createdAt)],
);
