/** Whom a collection code stood for. */
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, sealed, searchHash } from "./columns.ts";
import { schools } from "./schools.ts";

export const persons = pgTable(
  "persons",
  {
    id: uuid().primaryKey(),
    schoolCode: text()
      .notNull()
      .references(() => schools.code),
    name: sealed().notNull(),
    studentNumber: sealed().notNull(),
    studentNumberHash: searchHash().notNull(),
    department: text().notNull(),
    major: text().notNull(),
    class: text().notNull(),
    level: text().notNull(),
    /** Within the person's id: the last four characters are too few to be hashed alone. */
    idLastFourHash: searchHash().notNull(),
    identityHash: searchHash().notNull(),
    createdAt: moment().notNull(),
    retainUntil: moment().notNull(),
    /** Everything that told who it was is gone. */
    erasedAt: moment(),
  },
  (table) => [
    index().on(table.identityHash),
    index().on(table.retainUntil),
    index().on(table.schoolCode, table.department, table.class),
    index().on(table.studentNumberHash),
  ],
);
