/** One school's collection for one education category and graduation year: window, fee, spec, policies. */
import {
  type AnyPhotoSpecId,
  allEducationCategories,
  allPhotoFolders,
  allPhotoNames,
  allRefundRules,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { fen, moment, oneOf } from "./columns.ts";
import { schools } from "./schools.ts";

export const projects = pgTable(
  "projects",
  {
    id: uuid().primaryKey(),
    schoolCode: text()
      .notNull()
      .references(() => schools.code),
    educationCategory: oneOf(allEducationCategories).notNull(),
    graduationYear: integer().notNull(),
    feeFen: fen().notNull(),
    opensAt: moment().notNull(),
    closesAt: moment().notNull(),
    /** Shipped, or of one's own that was confirmed: `core/photo-standard` knows which there are. */
    specId: text().$type<AnyPhotoSpecId>().notNull(),
    fileMinBytes: integer().notNull(),
    fileMaxBytes: integer().notNull(),
    albumAllowed: boolean().notNull(),
    /** Students may try photos on their own phone before they pay. */
    tryBeforePay: boolean().notNull().default(false),
    sheetReview: boolean().notNull().default(false),
    /** A photo that its file says to be older is warned of. */
    photoMaxAgeDays: integer().notNull().default(365),
    /** Null: as many photos as the student wants. */
    attemptsLimit: integer(),
    /** Working days. */
    reviewDays: integer().notNull(),
    retentionDays: integer().notNull(),
    refundRule: oneOf(allRefundRules).notNull(),
    hotline: text().notNull(),
    notice: text().notNull().default(""),
    /** What the school asks of the clothes beyond the rules, such as a white shirt; empty: nothing. */
    clothing: text().notNull().default(""),
    /** Printed under the photo on a print sheet. */
    printCaption: text().notNull().default(""),
    /** How finished photos were called when they were last taken out, and in which folders. */
    photoNames: oneOf(allPhotoNames).notNull().default("student-number"),
    photoFolders: oneOf(allPhotoFolders).notNull().default("none"),
    /** By when students are to confirm the photo at CHSI; null: the school names no day. */
    imageCheckBy: moment(),
    /** Null: a draft, which nobody outside the console sees. */
    confirmedAt: moment(),
  },
  (table) => [
    unique().on(table.schoolCode, table.educationCategory, table.graduationYear),
    index().on(table.opensAt, table.id),
    check("projects_attempts_limit_check", sql`attempts_limit > 0`),
    check("projects_check", sql`closes_at > opens_at`),
    check("projects_check1", sql`file_max_bytes >= file_min_bytes`),
    check("projects_file_min_bytes_check", sql`file_min_bytes >= 0`),
    check("projects_graduation_year_check", sql`graduation_year between 2000 and 2999`),
    check("projects_photo_max_age_days_check", sql`photo_max_age_days > 0`),
    check("projects_retention_days_check", sql`retention_days > 0`),
    check("projects_review_days_check", sql`review_days > 0`),
  ],
);
