/** What was deleted because its time was over, or because its student asked. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, unique, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";
import { projects } from "./projects.ts";

export const retentionRuns = pgTable(
  "retention_runs",
  {
    id: uuid().primaryKey(),
    /** ended: the time was over; asked: by the student. */
    cause: oneOf(["ended", "asked"]).notNull(),
    beganAt: moment().notNull(),
    /** null while it is under way, or when it was cut off. */
    endedAt: moment(),
    faults: integer().notNull().default(0),
  },
  (table) => [index().on(table.beganAt, table.id), check("retention_runs_faults_check", sql`faults >= 0`)],
);

/** Written with each deletion, so that a run which is cut off counts what it deleted. */
export const retentionCounts = pgTable(
  "retention_counts",
  {
    runId: uuid()
      .notNull()
      .references(() => retentionRuns.id),
    /** null: of nobody's project. */
    projectId: uuid().references(() => projects.id),
    photos: integer().notNull().default(0),
    persons: integer().notNull().default(0),
    accounts: integer().notNull().default(0),
  },
  (table) => [
    unique().on(table.runId, table.projectId).nullsNotDistinct(),
    check("retention_counts_accounts_check", sql`accounts >= 0`),
    check("retention_counts_persons_check", sql`persons >= 0`),
    check("retention_counts_photos_check", sql`photos >= 0`),
  ],
);
