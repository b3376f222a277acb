/** Cases of customer service: the caller's question, the owner, the time to call back, and all handovers. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { collections } from "./collections.ts";
import { moment, momentInMs, partOf, refersTo, sealed } from "./columns.ts";
import { staff } from "./staff.ts";

/** Notes of customer service on collections. */
export const serviceNotes = pgTable(
  "service_notes",
  {
    id: uuid().primaryKey(),
    collectionId: partOf(() => collections.id),
    note: sealed().notNull(),
    writtenBy: refersTo(() => staff.id),
    at: moment().notNull(),
  },
  (table) => [index().on(table.collectionId, table.at)],
);

export const serviceCases = pgTable(
  "service_cases",
  {
    id: uuid().primaryKey(),
    collectionId: partOf(() => collections.id),
    question: sealed().notNull(),
    ownerId: refersTo(() => staff.id),
    dueAt: momentInMs().notNull(),
    openedBy: refersTo(() => staff.id),
    openedAt: moment().notNull(),
    /** null while it is open. */
    closedAt: moment(),
    closedBy: uuid().references(() => staff.id),
    /** Version for optimistic locking; incremented with every change. */
    revision: integer().notNull().default(1),
  },
  (table) => [
    index().on(table.collectionId, table.openedAt),
    index("service_cases_open_idx").on(table.dueAt, table.id).where(sql`closed_at is null`),
    check("service_cases_closed_check", sql`(closed_at is null) = (closed_by is null)`),
  ],
);

export const serviceCaseHandOvers = pgTable(
  "service_case_hand_overs",
  {
    id: uuid().primaryKey(),
    caseId: partOf(() => serviceCases.id),
    fromStaffId: refersTo(() => staff.id),
    toStaffId: refersTo(() => staff.id),
    note: sealed().notNull(),
    at: moment().notNull(),
  },
  (table) => [index().on(table.caseId, table.at)],
);
