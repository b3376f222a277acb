/** Collection codes that were read, guesses of the last four characters, and locks after too many. */
import { boolean, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment, sealed, searchHash, serial } from "./columns.ts";

export const codeReadings = pgTable("code_readings", {
  id: uuid().primaryKey(),
  code: sealed().notNull(),
  codeHash: searchHash().notNull(),
  accountId: uuid().notNull(),
  projectId: uuid().notNull(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
});

export const codeTries = pgTable("code_tries", {
  id: serial().primaryKey(),
  codeHash: searchHash().notNull(),
  accountId: uuid().notNull(),
  triedAt: moment().notNull(),
  rightAnswer: boolean().notNull(),
});

export const codeLocks = pgTable("code_locks", {
  id: serial().primaryKey(),
  codeHash: searchHash().notNull(),
  /** Null: locked for every account. */
  accountId: uuid(),
  createdAt: moment().notNull(),
  lockedUntil: moment().notNull(),
});
