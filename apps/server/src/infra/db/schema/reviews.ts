/** Decisions of reviewers, who has which collection in hand, and corrections of identity data that service opened. */
import { reviewDecisions } from "@gradphoto/domain";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf, sealed } from "./columns.ts";

export const reviews = pgTable("reviews", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  attemptId: uuid().notNull(),
  decision: oneOf(reviewDecisions).notNull(),
  /** Codes of the domain's review reasons. */
  reasons: text().array().notNull().default([]),
  words: text(),
  /** Of an exception, religious or medical. */
  evidence: sealed(),
  reviewerId: uuid().notNull(),
  at: moment().notNull(),
  undoneAt: moment(),
  /** The machine's verdict was not shown. */
  machineHidden: boolean().notNull().default(false),
  /** How long the reviewer had it before them; null for decisions from before this was kept. */
  tookMs: integer(),
});

export const reviewLeases = pgTable("review_leases", {
  collectionId: uuid().primaryKey(),
  reviewerId: uuid().notNull(),
  endsAt: moment().notNull(),
  /** When the reviewer took it first. */
  takenAt: moment().notNull(),
});

export const corrections = pgTable("corrections", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  openedBy: uuid().notNull(),
  reason: text().notNull(),
  openedAt: moment().notNull(),
  usedAt: moment(),
});
