/** How many students a school expects in a department, major or class of a project: numbers, nobody's name. */
import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { projects } from "./projects.ts";

export const expectedNumbers = pgTable(
  "expected_numbers",
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** Empty: of every one; so are major and class. */
    department: text().notNull(),
    major: text().notNull(),
    class: text().notNull(),
    expected: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.department, table.major, table.class] }),
    check("expected_numbers_expected_check", sql`expected >= 0`),
  ],
);
