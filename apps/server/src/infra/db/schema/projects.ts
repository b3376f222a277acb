/** One school's collection for one education category and graduation year: window, fee, spec, policies. */
import { allEducationCategories, allPhotoSpecIds, allRefundRules } from "@gradphoto/domain";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { fen, moment, oneOf } from "./columns.ts";

export const projects = pgTable("projects", {
  id: uuid().primaryKey(),
  schoolCode: text().notNull(),
  educationCategory: oneOf(allEducationCategories).notNull(),
  graduationYear: integer().notNull(),
  feeFen: fen().notNull(),
  opensAt: moment().notNull(),
  closesAt: moment().notNull(),
  specId: oneOf(allPhotoSpecIds).notNull(),
  fileMinBytes: integer().notNull(),
  fileMaxBytes: integer().notNull(),
  albumAllowed: boolean().notNull(),
  /** Null: as many photos as the student wants. */
  attemptsLimit: integer(),
  /** Working days. */
  reviewDays: integer().notNull(),
  retentionDays: integer().notNull(),
  refundRule: oneOf(allRefundRules).notNull(),
  hotline: text().notNull(),
  notice: text().notNull().default(""),
  /** Printed under the photo on a print sheet. */
  printCaption: text().notNull().default(""),
  /** Null: a draft, which nobody outside the console sees. */
  confirmedAt: moment(),
});
