/** One student in one project: its state, its frozen spec and fee, and every move it made. */
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { fen, moment, searchHash, serial } from "./columns.ts";

export const collections = pgTable("collections", {
  id: uuid().primaryKey(),
  accountId: uuid().notNull(),
  projectId: uuid().notNull(),
  personId: uuid().notNull(),
  /** A code is used once. */
  codeHash: searchHash().notNull(),
  state: text().notNull(),
  stateBefore: text(),
  specId: text().notNull(),
  /** The spec as it was on the first day. */
  spec: jsonb().notNull(),
  feeFen: fen().notNull(),
  /** The attempt under review or decided on; null while nothing is submitted. */
  submittedAttemptId: uuid(),
  submittedAt: moment(),
  /** By when the review is promised. */
  reviewDueAt: moment(),
  /** False while the holidays of that year are not published. */
  reviewDueCertain: boolean().notNull().default(true),
  /** How many findings of the submitted attempt ask for a look. */
  reviewRisk: integer().notNull().default(0),
  /** The role that alone decides next; null when nobody was named. */
  handedTo: text(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
  retainUntil: moment().notNull(),
});

export const collectionHistory = pgTable("collection_history", {
  id: serial().primaryKey(),
  collectionId: uuid().notNull(),
  move: text().notNull(),
  /** Null: the collection began. */
  fromState: text(),
  toState: text().notNull(),
  actorRole: text().notNull(),
  actorId: uuid(),
  reason: text(),
  at: moment().notNull(),
});
