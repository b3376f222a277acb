/** Batches of finished photos on their way to the registry, and its answer to each. */
import {
  allEvidenceKinds,
  allIdentityOutcomes,
  allRegistryBatchStates,
  allRegistryItemStates,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attempts, collections } from "./collections.ts";
import { moment, oneOf, sha256 } from "./columns.ts";

export const registryBatches = pgTable(
  "registry_batches",
  {
    id: uuid().primaryKey(),
    state: oneOf(allRegistryBatchStates).notNull(),
    /** The registry's, of the upload. */
    receipt: text(),
    tries: integer().notNull().default(0),
    lastFault: text(),
    createdAt: moment().notNull(),
    sentAt: moment(),
    settledAt: moment(),
  },
  (table) => [
    index().on(table.id).where(sql`state in ('queued', 'sent')`),
    check(
      "registry_batches_check",
      sql`(state = 'queued') = (receipt is null) and (receipt is null) = (sent_at is null)`,
    ),
    check("registry_batches_check1", sql`(state = 'settled') = (settled_at is not null)`),
    check("registry_batches_tries_check", sql`tries >= 0`),
  ],
);

export const registryItems = pgTable(
  "registry_items",
  {
    id: uuid().primaryKey(),
    batchId: uuid()
      .notNull()
      .references(() => registryBatches.id),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    state: oneOf(allRegistryItemStates).notNull(),
    receipt: text(),
    /** The registry's word; set for refused ones. */
    reason: text(),
    /** What the registry said of the identity, while it has not said its last word. */
    identity: oneOf(allIdentityOutcomes),
    /** Findings of ours on the same matter. */
    findingIds: text().array().notNull().default([]),
    settledAt: moment(),
  },
  (table) => [
    index().on(table.batchId),
    uniqueIndex().on(table.collectionId).where(sql`state = 'open'`),
    index("registry_items_collection_id_idx1").on(table.collectionId),
    index().on(table.attemptId),
    index().on(table.settledAt).where(sql`state <> 'open'`),
    check("registry_items_check", sql`(state = 'open') = (settled_at is null)`),
    check("registry_items_check1", sql`(state = 'refused') = (reason is not null)`),
  ],
);

/** Pictures that a student gave for a person at the registry to look at, by the school's hands. */
export const identityEvidence = pgTable(
  "identity_evidence",
  {
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    kind: oneOf(allEvidenceKinds).notNull(),
    objectKey: text().notNull(),
    objectSha256: sha256().notNull(),
    /** As the file's bytes say: jpg, png and so on. */
    fileType: text().notNull(),
    givenAt: moment().notNull(),
    takenAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.collectionId, table.kind] })],
);
