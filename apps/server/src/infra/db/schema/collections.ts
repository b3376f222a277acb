/** One student in one project: state, frozen spec and fee, all moves, and all photos with their reports. */
import {
  allAttemptStates,
  allCollectionMoves,
  allCollectionStates,
  allRoles,
  isFinal,
  type PhotoSpec,
  photographers,
  photoSources,
  type Report,
  reportVerdicts,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bit,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { fen, moment, momentInMs, oneOf, quoted, sealed, searchHash, serial, sha256 } from "./columns.ts";
import { persons } from "./persons.ts";
import { projects } from "./projects.ts";

export const collections = pgTable(
  "collections",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** A code can be used only once. */
    codeHash: searchHash().notNull().unique(),
    state: oneOf(allCollectionStates).notNull(),
    previousState: oneOf(allCollectionStates),
    specId: text().notNull(),
    /** The spec at the start of the collection: only the numbers. */
    spec: jsonb().$type<PhotoSpec>().notNull(),
    feeFen: fen().notNull(),
    /** The attempt under review or decided on; null while nothing is submitted. */
    submittedAttemptId: uuid().references((): AnyPgColumn => attempts.id),
    submittedAt: moment(),
    /** Promised end of the review. */
    reviewDueAt: moment(),
    /** False if the holidays of that year are not published yet. */
    reviewDueCertain: boolean().notNull().default(true),
    /** Number of findings of the submitted attempt that ask for a look. */
    reviewRisk: integer().notNull().default(0),
    /** The only role that may decide next; null if none was named. */
    handedTo: oneOf(allRoles),
    createdAt: moment().notNull(),
    updatedAt: momentInMs().notNull(),
    retainUntil: moment().notNull(),
    /** The collection has ended, and its reports are in the object store. */
    reportsArchivedAt: moment(),
  },
  (table) => [
    index().on(table.accountId),
    index("collections_to_archive_idx")
      .on(table.updatedAt)
      .where(sql.raw(`reports_archived_at is null and state in (${quoted(allCollectionStates.filter(isFinal))})`)),
    index().on(table.personId),
    index().on(table.retainUntil),
    index().on(table.reviewDueAt).where(sql`state = 'in_review'`),
    index().on(table.projectId, table.createdAt, table.id),
    index().on(table.projectId, table.state, table.createdAt, table.id),
    index().on(table.projectId, table.updatedAt, table.id),
    index().on(table.projectId, table.retainUntil),
    check("collections_review_risk_check", sql`review_risk >= 0`),
    check(
      "submitted_whole",
      sql`(submitted_attempt_id is null) = (submitted_at is null) and (submitted_at is null) = (review_due_at is null)`,
    ),
  ],
);

export const collectionHistory = pgTable(
  "collection_history",
  {
    id: serial().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    move: oneOf([...allCollectionMoves, "start"]).notNull(),
    /** null: the collection was started, by `start`. */
    fromState: oneOf(allCollectionStates),
    toState: oneOf(allCollectionStates).notNull(),
    actorRole: oneOf(allRoles).notNull(),
    actorId: uuid(),
    /** A text of ours. */
    reason: text(),
    /** Text written by a person. */
    sealedReason: sealed(),
    at: moment().notNull(),
  },
  (table) => [
    index().on(table.collectionId, table.id),
    index("collection_history_appeals_idx").on(table.collectionId).where(sql`move = 'appeal'`),
  ],
);

/** All uploaded photos of a collection, each with its standard photo if one was made. */
export const attempts = pgTable(
  "attempts",
  {
    id: uuid().primaryKey(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    /** Counts 1, 2, 3 … within its collection. */
    number: integer().notNull(),
    state: oneOf(allAttemptStates).notNull(),
    /** As reported by the client. */
    source: oneOf(photoSources).notNull(),
    byRole: oneOf(photographers).notNull(),
    /** Key in the object store, like `photoKey`. */
    originalKey: text().notNull().unique(),
    originalSha256: sha256().notNull(),
    originalBytes: integer().notNull(),
    /**
     * Perceptual hash that recognizes copies of the original; null until it is computed, and once the pictures are
     * deleted.
     */
    pictureHash: bit({ dimensions: 64 }),
    /** The earlier, nearly identical attempt of any account; null: none, or it was deleted. */
    seenAttemptId: uuid().references((): AnyPgColumn => attempts.id, { onDelete: "set null" }),
    /**
     * The engine's report. null while processing, if the engine failed, and once the pictures are deleted. Has no
     * findings if the complete report is stored under `reportKey`: use `core/attempt/read-report.ts` to read it.
     */
    report: jsonb().$type<Report>(),
    /** Key in the object store, set once the collection has ended: the report as compressed JSON. */
    reportKey: text(),
    reportSha256: sha256(),
    /** Verdict of the report, generated by the database. */
    verdict: oneOf(reportVerdicts).generatedAlwaysAs(sql`report ->> 'verdict'`),
    engineVersion: text(),
    photoKey: text().unique(),
    photoSha256: sha256(),
    photoBytes: integer(),
    /**
     * Key of the copy that is displayed instead of the original; null until it is made, and if the original cannot be
     * opened.
     */
    displayKey: text().unique(),
    displaySha256: sha256(),
    /** Time at which the copy was made, or was found to be impossible. */
    displayedAt: moment(),
    createdAt: moment().notNull(),
    /** Order in which photos are processed. */
    queueNumber: serial().notNull(),
    /** Time at which a worker began to process it; null before. */
    startedAt: moment(),
    finishedAt: moment(),
    retainUntil: moment().notNull(),
    /** Retention or the student deleted the pictures; the row remains as a record. */
    picturesDeletedAt: moment(),
    /** The idempotency key of the upload; null if the photo was not uploaded by that route. */
    uploadKey: text(),
  },
  (table) => [
    unique().on(table.collectionId, table.number),
    uniqueIndex().on(table.collectionId).where(sql`state = 'processing'`),
    index().on(table.retainUntil).where(sql`pictures_deleted_at is null`),
    uniqueIndex().on(table.collectionId, table.uploadKey),
    index().on(table.createdAt, table.id).where(sql`state = 'failed'`),
    index("attempts_without_shown_idx")
      .on(table.createdAt, table.id)
      .where(sql`displayed_at is null and pictures_deleted_at is null and state <> 'processing'`),
    index().on(table.createdAt, table.id, table.pictureHash).where(sql`picture_hash is not null`),
    index().on(table.startedAt).where(sql`started_at is not null`),
    index().on(table.seenAttemptId).where(sql`seen_attempt_id is not null`),
    check("attempts_check", sql`(state = 'processing') = (finished_at is null)`),
    check(
      "attempts_check1",
      sql`state <> 'made' or (photo_key is not null and photo_sha256 is not null and photo_bytes is not null)`,
    ),
    check(
      "attempts_shown_check",
      sql`(display_key is null) = (display_sha256 is null) and (display_key is null or displayed_at is not null)`,
    ),
    uniqueIndex().on(table.reportKey).where(sql`report_key is not null`),
    check("attempts_report_key_check", sql`(report_key is null) = (report_sha256 is null)`),
    check("attempts_check2", sql`(report is null) = (verdict is null)`),
    check(
      "attempts_check3",
      sql`state not in ('made', 'refused') or ((report is not null or pictures_deleted_at is not null) and engine_version is not null)`,
    ),
    check("attempts_picture_hash_check", sql`picture_hash is null or pictures_deleted_at is null`),
    check("attempts_number_check", sql`number > 0`),
    check("attempts_original_bytes_check", sql`original_bytes > 0`),
    check("attempts_photo_bytes_check", sql`photo_bytes > 0`),
  ],
);
