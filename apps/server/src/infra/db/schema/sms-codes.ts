/** Sign-in codes sent to phones. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment, searchHash } from "./columns.ts";

export const smsCodes = pgTable(
  "sms_codes",
  {
    id: uuid().primaryKey(),
    phoneHash: searchHash().notNull(),
    codeHash: searchHash().notNull(),
    tries: integer().notNull().default(0),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [index().on(table.phoneHash, table.createdAt), check("sms_codes_tries_check", sql`tries >= 0`)],
);
