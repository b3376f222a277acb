/** Batches of finished photos for the registry, with its answer to each photo. */
import {
  allEvidenceKinds,
  allIdentityOutcomes,
  allRegistryBatchStates,
  allRegistryItemStates,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts, collections } from "./collections.ts";
import { moment, oneOf, partOf, refersTo, sha256 } from "./columns.ts";

export const registryBatches = pgTable(
  "registry_batches",
  {
    id: uuid().primaryKey(),
    state: oneOf(allRegistryBatchStates).notNull(),
    /** The registry's receipt of the upload. */
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
    batchId: refersTo(() => registryBatches.id),
    collectionId: partOf(() => collections.id),
    attemptId: refersTo(() => attempts.id),
    state: oneOf(allRegistryItemStates).notNull(),
    receipt: text(),
    /** The registry's code for the refusal, set for refused photos. */
    reason: text(),
    /** The registry's result of the identity check, until its final answer. */
    identity: oneOf(allIdentityOutcomes),
    /** Our findings on the fault for which the registry refused. */
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

/** Evidence pictures from a student for a person at the registry, which the school forwards. */
export const identityEvidence = pgTable(
  "identity_evidence",
  {
    collectionId: partOf(() => collections.id),
    kind: oneOf(allEvidenceKinds).notNull(),
    objectKey: text().notNull(),
    objectSha256: sha256().notNull(),
    /** Detected from the file's bytes: jpg, png and so on. */
    fileType: text().notNull(),
    grantedAt: moment().notNull(),
    takenAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.collectionId, table.kind] })],
);
