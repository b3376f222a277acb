/** Collection codes that were read. */
import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { moment, sealed, searchHash } from "./columns.ts";
import { projects } from "./projects.ts";

export const codeReadings = pgTable(
  "code_readings",
  {
    id: uuid().primaryKey(),
    code: sealed().notNull(),
    codeHash: searchHash().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [index().on(table.codeHash), index().on(table.accountId), index().on(table.expiresAt)],
);
