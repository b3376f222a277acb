/** Blind second looks at decisions, and photos whose answer is known, with what reviewers said of them. */
import { blindDecisions, reviewDecisions } from "@gradphoto/domain";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const secondLooks = pgTable("second_looks", {
  id: uuid().primaryKey(),
  reviewId: uuid().notNull(),
  drawnAt: moment().notNull(),
  /** Who has it in hand until `endsAt`, or decided it. */
  reviewerId: uuid(),
  endsAt: moment(),
  decision: oneOf(blindDecisions),
  reasons: text().array().notNull().default([]),
  at: moment(),
});

export const honeypots = pgTable("honeypots", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  attemptId: uuid().notNull(),
  decision: oneOf(blindDecisions).notNull(),
  reasons: text().array().notNull().default([]),
  addedBy: uuid().notNull(),
  createdAt: moment().notNull(),
  endedAt: moment(),
});

export const honeypotAnswers = pgTable("honeypot_answers", {
  /** Stands for a collection's id in the reviewer's hand. */
  id: uuid().primaryKey(),
  honeypotId: uuid().notNull(),
  reviewerId: uuid().notNull(),
  shownAt: moment().notNull(),
  endsAt: moment().notNull(),
  decision: oneOf(reviewDecisions),
  reasons: text().array().notNull().default([]),
  at: moment(),
});
