/** Of how many persons pictures of their face were kept, each day. */
import { sql } from "drizzle-orm";
import { check, date, integer, pgTable } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

export const faceCounts = pgTable(
  "face_counts",
  {
    /** In Beijing. */
    day: date().primaryKey(),
    persons: integer().notNull(),
    countedAt: moment().notNull(),
  },
  () => [check("face_counts_persons_check", sql`persons >= 0`)],
);
