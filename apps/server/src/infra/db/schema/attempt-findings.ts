/** What every check measured on every photo, a row for each photo; a trigger of the database keeps it the same as the reports. */
import { allVerdicts } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { boolean, check, doublePrecision, index, integer, pgTable, pgView, text, uuid } from "drizzle-orm/pg-core";
import { attempts } from "./collections.ts";
import { moment, oneOf, quoted } from "./columns.ts";

/** The checks of a report in the order of letters: photos share a few such lists. */
export const checkLists = pgTable("check_lists", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  checkIds: text().array().notNull().unique(),
});

/** `values`, `verdicts` and `canOnlyWarn` have an element for each check of the list. */
export const attemptMeasurements = pgTable(
  "attempt_measurements",
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => attempts.id, { onDelete: "cascade" }),
    /** Refers to no row that it locks: all photos share a few lists, and none is ever deleted. */
    checkListId: integer().notNull(),
    specId: text().notNull(),
    /** When the photo was uploaded. */
    at: moment().notNull(),
    /** How many findings of the photo fail. */
    fails: integer().notNull(),
    values: doublePrecision().array().notNull(),
    verdicts: text().array().notNull(),
    canOnlyWarn: boolean().array().notNull(),
  },
  (table) => [
    check("attempt_measurements_verdicts_check", sql.raw(`verdicts <@ array[${quoted(allVerdicts)}]`)),
    index().on(table.specId, table.at.desc().nullsFirst(), table.attemptId.desc().nullsFirst()),
  ],
);

/** The same with a row for each finding. */
export const attemptFindings = pgView("attempt_findings", {
  attemptId: uuid().notNull(),
  checkId: text().notNull(),
  specId: text().notNull(),
  at: moment().notNull(),
  /** null when nothing could be measured; the verdict is then unsure. */
  value: doublePrecision(),
  /** As the report has it. */
  verdict: oneOf(allVerdicts).notNull(),
  /** The measurement is not sure enough to refuse. */
  canOnlyWarn: boolean().notNull(),
  /** How many other findings of the photo fail. */
  otherFails: integer().notNull(),
}).as(
  sql`select m.attempt_id, f.check_id, m.spec_id, m.at, f.value, f.verdict, f.can_only_warn, m.fails - (f.verdict = 'fail')::int as other_fails from attempt_measurements m join check_lists l on l.id = m.check_list_id, unnest(l.check_ids, m.values, m.verdicts, m.can_only_warn) f (check_id, value, verdict, can_only_warn)`,
);
