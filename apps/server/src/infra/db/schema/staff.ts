/** People who work in the console, the posts they hold, and the browsers they have used. */
import { allProvinces, allRoles, allStaffChanges, staffRoles } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf, sealed, searchHash } from "./columns.ts";
import { schools } from "./schools.ts";

export const staff = pgTable(
  "staff",
  {
    id: uuid().primaryKey(),
    /** In small letters. */
    username: text().notNull().unique(),
    name: sealed().notNull(),
    /** The first post, or the only one; those beside it are rows of `staff_posts`. */
    role: oneOf(staffRoles).notNull(),
    /** Set for administrators of a school or of its department, who see that one alone, and for nobody else. */
    schoolCode: text().references(() => schools.code),
    /** Set for administrators of a department of that school, and for nobody else. */
    department: text(),
    /** Set for administrators of a province, and for nobody else. */
    province: oneOf(allProvinces),
    passwordHash: text().notNull(),
    /** Until when an initial password is good; null once the person chose their own. */
    initialPasswordUntil: moment(),
    /** The TOTP secret; null until it is set up. */
    totp: sealed(),
    /** One that waits for its first code. */
    totpPending: sealed(),
    createdAt: moment().notNull(),
    /** The 30-second step of the last code that was taken: a code counts once. */
    totpStep: bigint({ mode: "number" }),
    disabledAt: moment(),
    /** The post they acted in last, in which their next session begins; null, or of one that is gone: the first. */
    lastPostId: uuid(),
    /** The operator whose act another one has to confirm before the person may sign in. */
    unconfirmedBy: uuid(),
    unconfirmedAt: moment(),
    unconfirmedAct: oneOf(allStaffChanges),
  },
  (table) => [
    index().on(table.createdAt, table.id),
    check("staff_check", sql`(role in ('school-admin', 'department-admin')) = (school_code is not null)`),
    check("staff_department_place_check", sql`(role = 'department-admin') = (department is not null)`),
    check("staff_province_place_check", sql`(role = 'province-admin') = (province is not null)`),
    check(
      "staff_unconfirmed_check",
      sql`(unconfirmed_by is null) = (unconfirmed_at is null) and (unconfirmed_by is null) = (unconfirmed_act is null)`,
    ),
    check("staff_username_check", sql`username = lower(username)`),
  ],
);

/** What a member of staff may act as beside the first post; a session acts in one at a time. */
export const staffPosts = pgTable(
  "staff_posts",
  {
    id: uuid().primaryKey(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    role: oneOf(staffRoles).notNull(),
    schoolCode: text().references(() => schools.code),
    department: text(),
    province: oneOf(allProvinces),
    addedAt: moment().notNull(),
  },
  (table) => [
    index().on(table.staffId, table.addedAt),
    check("staff_posts_check", sql`(role in ('school-admin', 'department-admin')) = (school_code is not null)`),
    check("staff_posts_department_place_check", sql`(role = 'department-admin') = (department is not null)`),
    check("staff_posts_province_place_check", sql`(role = 'province-admin') = (province is not null)`),
    check("staff_posts_alone_check", sql`role <> 'auditor'`),
  ],
);

/** What operators did to an account, told to the person whose it is. */
export const staffAccountChanges = pgTable(
  "staff_account_changes",
  {
    id: uuid().primaryKey(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    what: oneOf(allStaffChanges).notNull(),
    byRole: oneOf(allRoles).notNull(),
    at: moment().notNull(),
    seenAt: moment(),
  },
  (table) => [index().on(table.staffId, table.at)],
);

/** Browsers in which somebody signed in before: what strangers guess does not count against them. */
export const staffBrowsers = pgTable(
  "staff_browsers",
  {
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    browserHash: searchHash().notNull(),
    lastUsedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.browserHash] }), index().on(table.lastUsedAt)],
);

/** Each stands in for a one-time code, once. */
export const staffRecoveryCodes = pgTable(
  "staff_recovery_codes",
  {
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    codeHash: searchHash().notNull(),
    usedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.codeHash] })],
);
