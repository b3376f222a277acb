/** Decisions of reviewers, who has which collection in hand, and corrections of identity data that service opened. */
import { reviewDecisions } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attempts, collections } from "./collections.ts";
import { moment, oneOf, sealed } from "./columns.ts";
import { staff } from "./staff.ts";

export const reviews = pgTable(
  "reviews",
  {
    id: uuid().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    decision: oneOf(reviewDecisions).notNull(),
    /** Codes of the domain's review reasons. */
    reasons: text().array().notNull().default([]),
    sealedWords: sealed(),
    /** Of an exception, religious or medical. */
    evidence: sealed(),
    reviewerId: uuid()
      .notNull()
      .references(() => staff.id),
    at: moment().notNull(),
    undoneAt: moment(),
    /** The senior reviewer who took it back; null where nobody did, or its reviewer. */
    recalledBy: uuid().references(() => staff.id),
    /** Of a rejection that its student is not told yet: when that is due; null before and after. */
    heldUntil: moment(),
    /** The machine's verdict was not shown. */
    machineHidden: boolean().notNull().default(false),
    /** How long the reviewer had it before them. */
    tookMs: integer().notNull(),
  },
  (table) => [
    index().on(table.collectionId, table.at),
    index().on(table.reviewerId, table.at),
    index().on(table.attemptId),
    index().on(table.at, table.id),
    index().on(table.collectionId).where(sql`held_until is not null`),
    check("reviews_check", sql`decision <> 'reject' or cardinality(reasons) > 0`),
    check("reviews_held_until_check", sql`held_until is null or decision = 'reject' and undone_at is null`),
    check("reviews_recalled_by_check", sql`recalled_by is null or undone_at is not null`),
    check("reviews_took_ms_check", sql`took_ms >= 0`),
  ],
);

export const reviewLeases = pgTable(
  "review_leases",
  {
    collectionId: uuid()
      .primaryKey()
      .references(() => collections.id, { onDelete: "cascade" }),
    reviewerId: uuid()
      .notNull()
      .references(() => staff.id),
    endsAt: moment().notNull(),
    /** When the reviewer took it first. */
    takenAt: moment().notNull(),
    /** When they left it to others; null while it is in hand, or after the lease ran out. */
    leftAt: moment(),
  },
  (table) => [index().on(table.reviewerId)],
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
