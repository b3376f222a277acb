/** Batches of finished photos on their way to the registry, and its answer to each. */
import { allRegistryBatchStates, allRegistryItemStates } from "@gradphoto/domain";
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const registryBatches = pgTable("registry_batches", {
  id: uuid().primaryKey(),
  state: oneOf(allRegistryBatchStates).notNull(),
  /** The registry's, of the upload. */
  receipt: text(),
  tries: integer().notNull().default(0),
  /** Until then one process alone works on the batch. */
  claimedUntil: moment(),
  lastFault: text(),
  createdAt: moment().notNull(),
  sentAt: moment(),
  settledAt: moment(),
});

export const registryItems = pgTable("registry_items", {
  id: uuid().primaryKey(),
  batchId: uuid().notNull(),
  collectionId: uuid().notNull(),
  attemptId: uuid().notNull(),
  state: oneOf(allRegistryItemStates).notNull(),
  receipt: text(),
  /** The registry's word; set for refused ones. */
  reason: text(),
  /** Findings of ours on the same matter. */
  findingIds: text().array().notNull().default([]),
  settledAt: moment(),
});
