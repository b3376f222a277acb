/** What every check measured on every photo; a trigger of the database keeps it the same as the reports. */
import { allVerdicts } from "@gradphoto/domain";
import { boolean, doublePrecision, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const attemptFindings = pgTable("attempt_findings", {
  attemptId: uuid().notNull(),
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
});
