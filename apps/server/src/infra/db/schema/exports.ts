/** Exports of lists and photos by staff: the request and its progress. */
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
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts } from "./collections.ts";
import { moment, oneOf, partOf } from "./columns.ts";
import { persons } from "./persons.ts";
import { schools } from "./schools.ts";
import { staff } from "./staff.ts";

export const exports = pgTable(
  "exports",
  {
    id: uuid().primaryKey(),
    staffId: partOf(() => staff.id),
    kind: oneOf(allExportKinds).notNull(),
    format: oneOf(fileFormats).notNull(),
    language: oneOf(languages).notNull(),
    filters: jsonb().$type<ParsedInput<"startExport">["body"]["filters"]>().notNull(),
    /** School of the staff member at the time of the request, for staff of one school. */
    schoolCode: text().references(() => schools.code),
    /** Department at the time of the request, for staff of one department. */
    department: text(),
    /** Province at the time of the request, for staff of one province. */
    province: oneOf(allProvinces),
    state: oneOf(allExportStates).notNull(),
    rowsTotal: integer().notNull(),
    rowsSent: integer().notNull().default(0),
    /** Size of a ZIP, whose layout is known from the start. */
    bytesTotal: bigint({ mode: "number" }),
    /** Naming of the files in a ZIP, and of its folders. */
    photoNames: oneOf(allPhotoNames),
    photoFolders: oneOf(allPhotoFolders),
    /** The active download; a new one replaces it. */
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

/** The frozen list of photos in a ZIP. */
export const exportPhotos = pgTable(
  "export_photos",
  {
    exportId: partOf(() => exports.id),
    /** Position in the ZIP: 1, 2, 3 … */
    position: integer().notNull(),
    attemptId: partOf(() => attempts.id),
    /** The person who gives the file its name, even if the collection belongs to another person later. */
    personId: partOf(() => persons.id),
    /** 1, or higher if earlier files would have the same name. */
    copy: integer().notNull().default(1),
    bytes: integer().notNull(),
    /** Offset of the entry in the ZIP. */
    startsAt: bigint({ mode: "number" }).notNull(),
    /** null until the photo was read for the first time. */
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

/** Photos in completed downloads of the school or of the service. All others are new for that side. */
export const takenPhotos = pgTable(
  "taken_photos",
  {
    attemptId: partOf(() => attempts.id),
    bySchool: boolean().notNull(),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.bySchool] })],
);
