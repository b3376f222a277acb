/** Expected numbers of students per department, major or class of a project: numbers, no names. */
import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { projects } from "./projects.ts";

export const expectedNumbers = pgTable(
  "expected_numbers",
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** Empty: all departments; the same for major and class. */
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
