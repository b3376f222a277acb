/** Project of one school for one education category and graduation year: window, fee, spec, policies. */
import {
  type AnyPhotoSpecId,
  allEducationCategories,
  allPhotoFolders,
  allPhotoNames,
  allRefundRules,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { fen, moment, oneOf, partOf } from "./columns.ts";
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
    /** Id of a shipped spec, or of an operator's own. `core/photo-standard` has the list. */
    specId: text().$type<AnyPhotoSpecId>().notNull(),
    fileMinBytes: integer().notNull(),
    fileMaxBytes: integer().notNull(),
    albumAllowed: boolean().notNull(),
    /** True if students may try photos on their own phone before they pay. */
    tryBeforePay: boolean().notNull().default(false),
    sheetReview: boolean().notNull().default(false),
    /** Maximum age in days. A photo whose metadata gives an older date gets a warning. */
    photoMaxAgeDays: integer().notNull().default(365),
    /** Maximum number of attempts; null for no limit. */
    attemptsLimit: integer(),
    /** Duration of the review in working days. */
    reviewDays: integer().notNull(),
    retentionDays: integer().notNull(),
    refundRule: oneOf(allRefundRules).notNull(),
    hotline: text().notNull(),
    notice: text().notNull().default(""),
    /** The school's clothing rules in addition to the photo rules, such as a white shirt; empty for none. */
    clothing: text().notNull().default(""),
    /** Caption under the photo on a print sheet. */
    printCaption: text().notNull().default(""),
    /** File names and folders of the last export of finished photos. */
    photoNames: oneOf(allPhotoNames).notNull().default("student-number"),
    photoFolders: oneOf(allPhotoFolders).notNull().default("none"),
    /** Date by which students should confirm the photo at CHSI. null if the school sets none. */
    imageCheckBy: moment(),
    /** null for a draft, which is visible only in the console. */
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

/** Expected numbers of students per department, major or class of a project: numbers, no names. */
export const expectedNumbers = pgTable(
  "expected_numbers",
  {
    projectId: partOf(() => projects.id),
    /** Empty for all departments; the same for major and class. */
    department: text().notNull(),
    major: text().notNull(),
    class: text().notNull(),
    expected: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.department, table.major, table.class] }),
    check("expected_numbers_expected_check", sql`expected >= 0`),
  ],
);
