/** Deletions because retention ended or because the student requested them. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf, refersTo } from "./columns.ts";
import { projects } from "./projects.ts";

export const retentionRuns = pgTable(
  "retention_runs",
  {
    id: uuid().primaryKey(),
    /** `ended`: retention ended; `requested`: requested by the student. */
    cause: oneOf(["ended", "requested"]).notNull(),
    beganAt: moment().notNull(),
    /** null while the run is in progress, or if it was interrupted. */
    endedAt: moment(),
    faults: integer().notNull().default(0),
  },
  (table) => [
    index().on(table.beganAt, table.id),
    check("retention_runs_faults_check", sql`faults >= 0`),
  ],
);

/** Number of deletions per run, written with each deletion, so that an interrupted run has counted its deletions. */
export const retentionCounts = pgTable(
  "retention_counts",
  {
    runId: refersTo(() => retentionRuns.id),
    /** null for data that belongs to no project. */
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

/** Objects to be deleted from the store: nothing refers to them, or nothing will after a certain time. */
export const doomedObjects = pgTable(
  "doomed_objects",
  {
    key: text().primaryKey(),
    deleteAfter: moment().notNull(),
    /** Time at which a process began to delete it. */
    claimedAt: moment(),
    /** The retention run that dropped the object. */
    runId: uuid().references(() => retentionRuns.id),
  },
  (table) => [
    index().on(table.deleteAfter),
    index().on(table.runId).where(sql`run_id is not null`),
  ],
);
