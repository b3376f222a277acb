/**
 * Measurements of every check on every photo, one row per photo; a database trigger keeps them in sync with the
 * reports.
 */
import { allVerdicts } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  pgView,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts } from "./collections.ts";
import { moment, oneOf, quoted } from "./columns.ts";

/** The checks of a report in alphabetical order: photos share a few such lists. */
export const checkLists = pgTable("check_lists", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  checkIds: text().array().notNull().unique(),
});

/** `values`, `verdicts` and `canOnlyWarn` have one element per check of the list. */
export const attemptMeasurements = pgTable(
  "attempt_measurements",
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => attempts.id, { onDelete: "cascade" }),
    /** No foreign key, to avoid row locks: all photos share a few lists, and no list is ever deleted. */
    checkListId: integer().notNull(),
    specId: text().notNull(),
    /** Time of the photo's upload. */
    at: moment().notNull(),
    /** Number of failing findings of the photo. */
    fails: integer().notNull(),
    values: doublePrecision().array().notNull(),
    verdicts: text().array().notNull(),
    canOnlyWarn: boolean().array().notNull(),
  },
  (table) => [
    check(
      "attempt_measurements_verdicts_check",
      sql.raw(`verdicts <@ array[${quoted(allVerdicts)}]`),
    ),
    index().on(table.specId, table.at.desc().nullsFirst(), table.attemptId.desc().nullsFirst()),
  ],
);

/** The same data with one row per finding. */
export const attemptFindings = pgView("attempt_findings", {
  attemptId: uuid().notNull(),
  checkId: text().notNull(),
  specId: text().notNull(),
  at: moment().notNull(),
  /** null if nothing could be measured; the verdict is then `unsure`. */
  value: doublePrecision(),
  /** The verdict in the report. */
  verdict: oneOf(allVerdicts).notNull(),
  /** True if the measurement is not reliable enough to refuse. */
  canOnlyWarn: boolean().notNull(),
  /** Number of other failing findings of the photo. */
  otherFails: integer().notNull(),
}).as(
  sql`select m.attempt_id, f.check_id, m.spec_id, m.at, f.value, f.verdict, f.can_only_warn, m.fails - (f.verdict = 'fail')::int as other_fails from attempt_measurements m join check_lists l on l.id = m.check_list_id, unnest(l.check_ids, m.values, m.verdicts, m.can_only_warn) f (check_id, value, verdict, can_only_warn)`,
);
