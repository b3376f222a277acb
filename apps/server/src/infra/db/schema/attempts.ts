/** Every uploaded photo of a collection, with its report and, if made, its standard photo. */
import { allAttemptStates, photographers, photoSources, type Report, reportVerdicts } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf, sha256 } from "./columns.ts";

export const attempts = pgTable("attempts", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  /** 1, 2, 3 … within its collection. */
  number: integer().notNull(),
  state: oneOf(allAttemptStates).notNull(),
  /** As the client says. */
  source: oneOf(photoSources).notNull(),
  byRole: oneOf(photographers).notNull(),
  /** Of the object store; so is `photoKey`. */
  originalKey: text().notNull(),
  originalSha256: sha256().notNull(),
  originalBytes: integer().notNull(),
  /** The engine's, parsed by its one writer; null while processing, when the engine failed, and once the pictures are deleted. */
  report: jsonb().$type<Report>(),
  /** The report's, kept beside it by the database. */
  verdict: oneOf(reportVerdicts).generatedAlwaysAs(sql`report ->> 'verdict'`),
  engineVersion: text(),
  photoKey: text(),
  photoSha256: sha256(),
  photoBytes: integer(),
  createdAt: moment().notNull(),
  finishedAt: moment(),
  retainUntil: moment().notNull(),
  /** Retention or the student's own deletion took the pictures; the row stays as the record of it. */
  picturesDeletedAt: moment(),
  /** The idempotency key of the upload; null where a photo came another way. */
  uploadKey: text(),
});
