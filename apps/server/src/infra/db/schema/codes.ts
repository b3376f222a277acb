/** Collection codes that were read, guesses of the last four characters, and locks after too many. */
import { boolean, index, pgTable, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { moment, sealed, searchHash, serial } from "./columns.ts";
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

export const codeTries = pgTable(
  "code_tries",
  {
    id: serial().primaryKey(),
    codeHash: searchHash().notNull(),
    /** Null: on the phone of an on-site day. */
    accountId: uuid().references(() => accounts.id, { onDelete: "cascade" }),
    triedAt: moment().notNull(),
    rightAnswer: boolean().notNull(),
  },
  (table) => [index().on(table.codeHash, table.triedAt)],
);

export const codeLocks = pgTable(
  "code_locks",
  {
    id: serial().primaryKey(),
    codeHash: searchHash().notNull(),
    /** Null: locked for every account. */
    accountId: uuid().references(() => accounts.id, { onDelete: "cascade" }),
    createdAt: moment().notNull(),
    lockedUntil: moment().notNull(),
  },
  (table) => [index().on(table.codeHash, table.lockedUntil)],
);
