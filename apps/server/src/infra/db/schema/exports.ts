/** Lists and photos that staff took out as files: what was asked for and how far it is. */
import { allExportKinds, allExportStates, exportFormats, languages } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const exports = pgTable("exports", {
  id: uuid().primaryKey(),
  staffId: uuid().notNull(),
  kind: oneOf(allExportKinds).notNull(),
  format: oneOf(exportFormats).notNull(),
  language: oneOf(languages).notNull(),
  filters: jsonb().$type<ParsedInput<"startExport">["body"]["filters"]>().notNull(),
  /** Of staff of one school, as it was when they asked. */
  schoolCode: text(),
  state: oneOf(allExportStates).notNull(),
  rowsTotal: integer().notNull(),
  rowsSent: integer().notNull().default(0),
  /** Of a ZIP, whose layout is known from the start; so are those of its manifest. */
  bytesTotal: bigint({ mode: "number" }),
  manifestBytes: integer(),
  manifestCrc32: bigint({ mode: "number" }),
  /** The download that goes on; another takes its place. */
  stream: uuid(),
  createdAt: moment().notNull(),
  endedAt: moment(),
  expiresAt: moment().notNull(),
});

/** The frozen list of a ZIP. */
export const exportPhotos = pgTable(
  "export_photos",
  {
    exportId: uuid().notNull(),
    /** 1, 2, 3 …: the name of the file. */
    position: integer().notNull(),
    attemptId: uuid().notNull(),
    bytes: integer().notNull(),
    /** The first byte of the entry within the ZIP. */
    startsAt: bigint({ mode: "number" }).notNull(),
    /** Null until the photo was read for the first time. */
    crc32: bigint({ mode: "number" }),
  },
  (table) => [primaryKey({ columns: [table.exportId, table.position] })],
);
