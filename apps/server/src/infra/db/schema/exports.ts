/** Lists and photos that staff took out as files: what was asked for and how far it is. */
import {
  allExportKinds,
  allExportStates,
  allPhotoFolders,
  allPhotoNames,
  allProvinces,
  fileFormats,
  languages,
} from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { attempts } from "./collections.ts";
import { moment, oneOf } from "./columns.ts";
import { persons } from "./persons.ts";
import { schools } from "./schools.ts";
import { staff } from "./staff.ts";

export const exports = pgTable(
  "exports",
  {
    id: uuid().primaryKey(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    kind: oneOf(allExportKinds).notNull(),
    format: oneOf(fileFormats).notNull(),
    language: oneOf(languages).notNull(),
    filters: jsonb().$type<ParsedInput<"startExport">["body"]["filters"]>().notNull(),
    /** Of staff of one school, as it was when they asked. */
    schoolCode: text().references(() => schools.code),
    /** Of staff of one department, likewise. */
    department: text(),
    /** Of staff of one province, likewise. */
    province: oneOf(allProvinces),
    state: oneOf(allExportStates).notNull(),
    rowsTotal: integer().notNull(),
    rowsSent: integer().notNull().default(0),
    /** Of a ZIP, whose layout is known from the start. */
    bytesTotal: bigint({ mode: "number" }),
    /** Of a ZIP; so are its folders. */
    photoNames: oneOf(allPhotoNames),
    photoFolders: oneOf(allPhotoFolders),
    /** The download that goes on; another takes its place. */
    stream: uuid(),
    createdAt: moment().notNull(),
    endedAt: moment(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index().on(table.staffId, table.createdAt),
    index().on(table.expiresAt),
    check("exports_bytes_total_check", sql`bytes_total >= 0`),
    check(
      "exports_check",
      sql`(format = 'zip') = (bytes_total is not null) and (format = 'zip') = (photo_names is not null) and (format = 'zip') = (photo_folders is not null)`,
    ),
    check("exports_rows_sent_check", sql`rows_sent >= 0`),
    check("exports_rows_total_check", sql`rows_total >= 0`),
  ],
);

/** The frozen list of a ZIP. */
export const exportPhotos = pgTable(
  "export_photos",
  {
    exportId: uuid()
      .notNull()
      .references(() => exports.id, { onDelete: "cascade" }),
    /** 1, 2, 3 … */
    position: integer().notNull(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    /** After whom it is called, whoever the collection belongs to later. */
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: "cascade" }),
    /** 1 unless others before it would have the same name. */
    copy: integer().notNull().default(1),
    bytes: integer().notNull(),
    /** The first byte of the entry within the ZIP. */
    startsAt: bigint({ mode: "number" }).notNull(),
    /** Null until the photo was read for the first time. */
    crc32: bigint({ mode: "number" }),
  },
  (table) => [
    primaryKey({ columns: [table.exportId, table.position] }),
    index().on(table.attemptId),
    index().on(table.personId),
    check("export_photos_bytes_check", sql`bytes > 0`),
    check("export_photos_copy_check", sql`copy > 0`),
    check("export_photos_position_check", sql`"position" > 0`),
    check("export_photos_starts_at_check", sql`starts_at > 0`),
  ],
);

/** Photos that were downloaded to the end of their ZIP, by the school or by the service: what is new since is known by it. */
export const takenPhotos = pgTable(
  "taken_photos",
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    bySchool: boolean().notNull(),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.bySchool] })],
);
