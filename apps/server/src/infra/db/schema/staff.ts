/** People who work in the console. */
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, sealed } from "./columns.ts";

export const staff = pgTable("staff", {
  id: uuid().primaryKey(),
  /** In small letters. */
  username: text().notNull(),
  name: sealed().notNull(),
  role: text().notNull(),
  /** Set for those who see one school alone. */
  schoolCode: text(),
  passwordHash: text().notNull(),
  /** The TOTP secret; null until it is set up. */
  totp: sealed(),
  failedTries: integer().notNull().default(0),
  lockedUntil: moment(),
  createdAt: moment().notNull(),
});
