/** One student in one project: its state, its frozen spec and fee, and every move it made. */
import { allCollectionMoves, allCollectionStates, allRoles, type PhotoSpec } from "@gradphoto/domain";
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { fen, moment, oneOf, searchHash, serial } from "./columns.ts";

export const collections = pgTable("collections", {
  id: uuid().primaryKey(),
  accountId: uuid().notNull(),
  projectId: uuid().notNull(),
  personId: uuid().notNull(),
  /** A code is used once. */
  codeHash: searchHash().notNull(),
  state: oneOf(allCollectionStates).notNull(),
  stateBefore: oneOf(allCollectionStates),
  specId: text().notNull(),
  /** The spec as it was on the first day. */
  spec: jsonb().$type<PhotoSpec>().notNull(),
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
  handedTo: oneOf(allRoles),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
  retainUntil: moment().notNull(),
});

export const collectionHistory = pgTable("collection_history", {
  id: serial().primaryKey(),
  collectionId: uuid().notNull(),
  move: oneOf([...allCollectionMoves, "start"]).notNull(),
  /** Null: the collection began, by `start`. */
  fromState: oneOf(allCollectionStates),
  toState: oneOf(allCollectionStates).notNull(),
  actorRole: oneOf(allRoles).notNull(),
  actorId: uuid(),
  reason: text(),
  at: moment().notNull(),
});
