/** People who work in the console, and failures to sign in by the name that was typed. */
import { bigint, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, sealed, searchHash } from "./columns.ts";

export const staff = pgTable("staff", {
  id: uuid().primaryKey(),
  /** In small letters. */
  username: text().notNull(),
  name: sealed().notNull(),
  role: text().notNull(),
  /** Set for administrators of a school, who see that one alone, and for nobody else. */
  schoolCode: text(),
  passwordHash: text().notNull(),
  /** The TOTP secret; null until it is set up. */
  totp: sealed(),
  createdAt: moment().notNull(),
  /** The 30-second step of the last code that was taken: a code counts once. */
  totpStep: bigint({ mode: "number" }),
});

export const staffTries = pgTable("staff_tries", {
  usernameHash: searchHash().primaryKey(),
  failures: integer().notNull(),
  lastAt: moment().notNull(),
  lockedUntil: moment(),
});
