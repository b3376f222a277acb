/** Schools, searchable by name, alias and pinyin. */
import { allProvinces } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, pgTable, text } from "drizzle-orm/pg-core";
import { oneOf } from "./columns.ts";

export const schools = pgTable(
  "schools",
  {
    /** Five digits. */
    code: text().primaryKey(),
    name: text().notNull(),
    aliases: text().array().notNull().default([]),
    pinyin: text().notNull(),
    pinyinInitials: text().notNull(),
    hotline: text().notNull(),
    serviceHours: text().notNull(),
    /** null if it is unknown. */
    province: oneOf(allProvinces),
  },
  () => [check("schools_code_check", sql`code ~ '^[0-9]{5}$'`)],
);
