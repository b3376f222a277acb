/** Number of persons with stored face pictures, per day. */
import { sql } from "drizzle-orm";
import { check, date, integer, pgTable } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

export const faceCounts = pgTable(
  "face_counts",
  {
    /** Day in Beijing. */
    day: date().primaryKey(),
    persons: integer().notNull(),
    countedAt: moment().notNull(),
  },
  () => [check("face_counts_persons_check", sql`persons >= 0`)],
);
