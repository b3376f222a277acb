/** Persons identified by collection codes. */
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { moment, partOf, refersTo, sealed, searchHash } from "./columns.ts";
import { projects } from "./projects.ts";
import { schools } from "./schools.ts";

/** Collection codes that were read. */
export const codeReadings = pgTable(
  "code_readings",
  {
    id: uuid().primaryKey(),
    code: sealed().notNull(),
    codeHash: searchHash().notNull(),
    accountId: partOf(() => accounts.id),
    projectId: refersTo(() => projects.id),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [index().on(table.codeHash), index().on(table.accountId), index().on(table.expiresAt)],
);

export const persons = pgTable(
  "persons",
  {
    id: uuid().primaryKey(),
    schoolCode: text()
      .notNull()
      .references(() => schools.code),
    name: sealed().notNull(),
    /** Hash of the name together with the school, so that equal names of two schools cannot be linked. */
    nameHash: searchHash().notNull(),
    studentNumber: sealed().notNull(),
    studentNumberHash: searchHash().notNull(),
    department: text().notNull(),
    major: text().notNull(),
    class: text().notNull(),
    level: text().notNull(),
    /** Hash together with the person's id: the last four characters have too few values for a separate hash. */
    idLastFourHash: searchHash().notNull(),
    identityHash: searchHash().notNull(),
    createdAt: moment().notNull(),
    retainUntil: moment().notNull(),
    /** Time at which all identifying data was deleted. */
    erasedAt: moment(),
  },
  (table) => [
    index().on(table.identityHash),
    index().on(table.retainUntil),
    index().on(table.schoolCode, table.department, table.class),
    index().on(table.studentNumberHash),
    index().on(table.nameHash),
  ],
);
