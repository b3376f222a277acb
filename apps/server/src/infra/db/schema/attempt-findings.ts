/** What every check measured on every photo; a trigger of the database keeps it the same as the reports. */
import { allVerdicts } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { boolean, check, doublePrecision, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { attempts } from "./collections.ts";
import { moment, oneOf } from "./columns.ts";

/** Its index that answers from itself alone (`include`) is made by hand: drizzle knows of no such. */
export const attemptFindings = pgTable(
  "attempt_findings",
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    checkId: text().notNull(),
    specId: text().notNull(),
    /** When the photo was uploaded. */
    at: moment().notNull(),
    /** null when nothing could be measured; the verdict is then unsure. */
    value: doublePrecision(),
    /** As the report has it. */
    verdict: oneOf(allVerdicts).notNull(),
    /** The measurement is not sure enough to refuse. */
    canOnlyWarn: boolean().notNull(),
    /** How many other findings of the photo fail. */
    otherFails: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.checkId] }),
    check("attempt_findings_other_fails_check", sql`other_fails >= 0`),
  ],
);
