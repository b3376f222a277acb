/** What was deleted because its time was over, or because its student asked. */
import { bigint, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const retentionRuns = pgTable("retention_runs", {
  id: uuid().primaryKey(),
  /** ended: the time was over; asked: by the student. */
  cause: oneOf(["ended", "asked"]).notNull(),
  beganAt: moment().notNull(),
  /** null while it is under way, or when it was cut off. */
  endedAt: moment(),
  faults: integer().notNull().default(0),
  /** The row of the audit log that closed it. */
  auditSeq: bigint({ mode: "number" }),
});

/** Written with each deletion, so that a run which is cut off counts what it deleted. */
export const retentionCounts = pgTable("retention_counts", {
  runId: uuid().notNull(),
  /** null: of nobody's project. */
  projectId: uuid(),
  photos: integer().notNull().default(0),
  persons: integer().notNull().default(0),
  accounts: integer().notNull().default(0),
});
