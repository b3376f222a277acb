/** What reviewers decide: one row for each photo in somebody's hand or decided, and the photos whose answer is known. */
import { blindDecisions, reviewDecisions, taskKinds } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts, collections } from "./collections.ts";
import { moment, momentInMs, oneOf, sealed } from "./columns.ts";
import { staff } from "./staff.ts";

export const honeypots = pgTable(
  "honeypots",
  {
    id: uuid().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    decision: oneOf(blindDecisions).notNull(),
    reasons: text().array().notNull().default([]),
    addedBy: uuid()
      .notNull()
      .references(() => staff.id),
    createdAt: momentInMs().notNull(),
    endedAt: moment(),
  },
  (table) => [uniqueIndex().on(table.collectionId).where(sql`ended_at is null`)],
);

export const reviewTasks = pgTable(
  "review_tasks",
  {
    id: uuid().primaryKey(),
    kind: oneOf(taskKinds).notNull(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    /** The known photo that it shows. */
    honeypotId: uuid().references(() => honeypots.id, { onDelete: "cascade" }),
    /** The decided task that a second look judges again. */
    ofTaskId: uuid().references((): AnyPgColumn => reviewTasks.id, { onDelete: "cascade" }),
    createdAt: moment().notNull(),
    /** As the reviewer reads them. */
    submittedAt: moment().notNull(),
    dueAt: moment().notNull(),
    dueCertain: boolean().notNull(),
    /** Who has it in hand until `endsAt`, had it, or decided it; null until a second look is taken. */
    reviewerId: uuid().references(() => staff.id),
    /** When that reviewer took it. */
    takenAt: moment(),
    endsAt: moment(),
    /** When they left it to others; null while it is in hand, or after the lease ran out. */
    leftAt: moment(),
    /** On a contact sheet. */
    onSheet: boolean().notNull().default(false),
    /** Made by the client; null until it is decided. */
    decisionId: uuid().unique(),
    decision: oneOf(reviewDecisions),
    /** Codes of the domain's review reasons. */
    reasons: text().array().notNull().default([]),
    sealedWords: sealed(),
    /** Of an exception, religious or medical. */
    evidence: sealed(),
    /** When the service took the decision. */
    at: moment(),
    /** When the reviewer made it, within their lease. */
    madeAt: moment(),
    /** How long the photo was before them. */
    lookMs: integer(),
    /** Of a rejection: until when its student is not told; null once that is past, or it was taken back. */
    heldUntil: moment(),
    undoneAt: moment(),
    /** The senior reviewer who took it back; null where nobody did, or its reviewer. */
    recalledBy: uuid().references(() => staff.id),
  },
  (table) => [
    uniqueIndex("review_tasks_open").on(table.collectionId).where(sql`kind = 'submission' and decision is null`),
    uniqueIndex("review_tasks_honeypot").on(table.honeypotId, table.reviewerId).where(sql`undone_at is null`),
    uniqueIndex("review_tasks_second_look").on(table.ofTaskId),
    index().on(table.collectionId, table.at),
    index().on(table.reviewerId, table.at),
    index().on(table.reviewerId).where(sql`decision is null`),
    index().on(table.attemptId),
    index().on(table.at, table.id),
    index().on(table.createdAt).where(sql`kind = 'second-look' and decision is null`),
    index("review_tasks_known").on(table.reviewerId, table.takenAt).where(sql`kind = 'honeypot'`),
    index("review_tasks_held").on(table.collectionId).where(sql`held_until is not null`),
    check("review_tasks_honeypot_check", sql`(kind = 'honeypot') = (honeypot_id is not null)`),
    check("review_tasks_second_look_check", sql`(kind = 'second-look') = (of_task_id is not null)`),
    check(
      "review_tasks_in_hand_check",
      sql`reviewer_id is null and taken_at is null and ends_at is null
      or reviewer_id is not null and taken_at is not null and ends_at is not null`,
    ),
    check("review_tasks_taken_check", sql`reviewer_id is not null or kind = 'second-look' and decision is null`),
    check(
      "review_tasks_decided_check",
      sql`(decision is null) = (decision_id is null) and (decision is null) = (at is null)
      and (decision is null) = (made_at is null) and (decision is null) = (look_ms is null)`,
    ),
    check("review_tasks_reasons_check", sql`decision <> 'reject' or cardinality(reasons) > 0`),
    check("review_tasks_held_until_check", sql`held_until is null or decision = 'reject' and undone_at is null`),
    check("review_tasks_undone_check", sql`undone_at is null or decision is not null`),
    check("review_tasks_recalled_by_check", sql`recalled_by is null or undone_at is not null`),
    check("review_tasks_look_ms_check", sql`look_ms >= 0`),
  ],
);

export const corrections = pgTable(
  "corrections",
  {
    id: uuid().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    openedBy: uuid()
      .notNull()
      .references(() => staff.id),
    sealedReason: sealed(),
    openedAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [
    uniqueIndex().on(table.collectionId).where(sql`used_at is null`),
    index().on(table.collectionId, table.openedAt),
  ],
);
