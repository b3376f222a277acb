/** Codes sent to phones. */
import { integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment, searchHash } from "./columns.ts";

export const smsCodes = pgTable("sms_codes", {
  id: uuid().primaryKey(),
  phoneHash: searchHash().notNull(),
  codeHash: searchHash().notNull(),
  tries: integer().notNull().default(0),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  usedAt: moment(),
});
