/** Every uploaded photo of a collection, with its report and, if made, its standard photo. */
import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, sha256 } from "./columns.ts";

export const attempts = pgTable("attempts", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  /** 1, 2, 3 … within its collection. */
  number: integer().notNull(),
  /** processing, made, refused or failed. */
  state: text().notNull(),
  /** camera or album, as the client says. */
  source: text().notNull(),
  /** student or helper. */
  byRole: text().notNull(),
  /** Of the object store; so is `photoKey`. */
  originalKey: text().notNull(),
  originalSha256: sha256().notNull(),
  originalBytes: integer().notNull(),
  /** The engine's; null while processing and when the engine failed. */
  report: jsonb(),
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
