/** Blind second looks at decisions, and photos whose answer is known, with what reviewers said of them. */
import { blindDecisions, reviewDecisions } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attempts, collections } from "./collections.ts";
import { moment, momentInMs, oneOf, sealed } from "./columns.ts";
import { reviews } from "./reviews.ts";
import { staff } from "./staff.ts";

export const secondLooks = pgTable(
  "second_looks",
  {
    id: uuid().primaryKey(),
    reviewId: uuid()
      .notNull()
      .unique()
      .references(() => reviews.id, { onDelete: "cascade" }),
    drawnAt: moment().notNull(),
    /** Who has it in hand until `endsAt`, or decided it. */
    reviewerId: uuid().references(() => staff.id),
    endsAt: moment(),
    decision: oneOf(blindDecisions),
    reasons: text().array().notNull().default([]),
    at: moment(),
  },
  (table) => [
    index().on(table.drawnAt).where(sql`decision is null`),
    check("second_looks_check", sql`(decision is null) = (at is null)`),
    check("second_looks_check1", sql`decision is null or reviewer_id is not null`),
  ],
);

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

export const honeypotAnswers = pgTable(
  "honeypot_answers",
  {
    /** Stands for a collection's id in the reviewer's hand. */
    id: uuid().primaryKey(),
    honeypotId: uuid()
      .notNull()
      .references(() => honeypots.id, { onDelete: "cascade" }),
    reviewerId: uuid()
      .notNull()
      .references(() => staff.id),
    shownAt: moment().notNull(),
    endsAt: moment().notNull(),
    decision: oneOf(reviewDecisions),
    reasons: text().array().notNull().default([]),
    sealedWords: sealed(),
    at: moment(),
    /** Stands for a review's id; null while none is given. */
    decisionId: uuid(),
    /** When the reviewer left it to others; null while it is in hand, or after that ran out. */
    leftAt: moment(),
    /** Of one that its reviewer took back: what stands for the collection's id; null: it stands, or is to be given. */
    undoneOf: uuid(),
    undoneAt: moment(),
  },
  (table) => [
    uniqueIndex().on(table.honeypotId, table.reviewerId).where(sql`undone_at is null`),
    index().on(table.reviewerId).where(sql`decision is null`),
    index().on(table.undoneOf).where(sql`undone_of is not null`),
    check("honeypot_answers_check", sql`(decision is null) = (at is null)`),
    check("honeypot_answers_decision_id_check", sql`(decision is null) = (decision_id is null)`),
    check("honeypot_answers_undone_check", sql`(undone_of is null) = (undone_at is null)`),
  ],
);
