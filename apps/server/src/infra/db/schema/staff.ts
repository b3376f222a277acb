/** Staff accounts, their posts, the browsers they have used, and their sign-in by identity providers. */
import { allProvinces, allRoles, allStaffChanges, staffRoles } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, oneOf, partOf, sealed, searchHash, sha256 } from "./columns.ts";
import { schools } from "./schools.ts";

export const staff = pgTable(
  "staff",
  {
    id: uuid().primaryKey(),
    /** User name in lower case. */
    username: text().notNull().unique(),
    name: sealed().notNull(),
    /** Role of the primary post. Further posts are rows of `staff_posts`. */
    role: oneOf(staffRoles).notNull(),
    /** Set only for administrators of a school or of its department, who see only this school. */
    schoolCode: text().references(() => schools.code),
    /** Set only for administrators of a department of that school. */
    department: text(),
    /** Set only for administrators of a province. */
    province: oneOf(allProvinces),
    passwordHash: text().notNull(),
    /** Expiry of an initial password; null once the person has chosen their own. */
    initialPasswordUntil: moment(),
    /** The TOTP secret; null until it is set up. */
    totp: sealed(),
    /** A new TOTP secret that is not confirmed by a first code yet. */
    totpPending: sealed(),
    createdAt: moment().notNull(),
    /** The 30-second step of the last accepted code, because each code is valid only once. */
    totpStep: bigint({ mode: "number" }),
    disabledAt: moment(),
    /**
     * The post of the last session, with which the next one begins. null, or a deleted post, stands for the primary
     * one.
     */
    lastPostId: uuid(),
    /** The operator whose change another operator must confirm before the person may sign in. */
    unconfirmedBy: uuid(),
    unconfirmedAt: moment(),
    unconfirmedAct: oneOf(allStaffChanges),
  },
  (table) => [
    index().on(table.createdAt, table.id),
    check(
      "staff_check",
      sql`(role in ('school-admin', 'department-admin')) = (school_code is not null)`,
    ),
    check(
      "staff_department_place_check",
      sql`(role = 'department-admin') = (department is not null)`,
    ),
    check("staff_province_place_check", sql`(role = 'province-admin') = (province is not null)`),
    check(
      "staff_unconfirmed_check",
      sql`(unconfirmed_by is null) = (unconfirmed_at is null) and (unconfirmed_by is null) = (unconfirmed_act is null)`,
    ),
    check("staff_username_check", sql`username = lower(username)`),
  ],
);

/** Further posts of a staff member. A session uses one post at a time. */
export const staffPosts = pgTable(
  "staff_posts",
  {
    id: uuid().primaryKey(),
    staffId: partOf(() => staff.id),
    role: oneOf(staffRoles).notNull(),
    schoolCode: text().references(() => schools.code),
    department: text(),
    province: oneOf(allProvinces),
    addedAt: moment().notNull(),
  },
  (table) => [
    index().on(table.staffId, table.addedAt),
    check(
      "staff_posts_check",
      sql`(role in ('school-admin', 'department-admin')) = (school_code is not null)`,
    ),
    check(
      "staff_posts_department_place_check",
      sql`(role = 'department-admin') = (department is not null)`,
    ),
    check(
      "staff_posts_province_place_check",
      sql`(role = 'province-admin') = (province is not null)`,
    ),
    check("staff_posts_alone_check", sql`role <> 'auditor'`),
  ],
);

/** Changes that operators made to an account, for display to its owner. */
export const staffAccountChanges = pgTable(
  "staff_account_changes",
  {
    id: uuid().primaryKey(),
    staffId: partOf(() => staff.id),
    what: oneOf(allStaffChanges).notNull(),
    byRole: oneOf(allRoles).notNull(),
    at: moment().notNull(),
    seenAt: moment(),
  },
  (table) => [index().on(table.staffId, table.at)],
);

/** Browsers in which a person has signed in before. Failed guesses from other browsers do not lock the person out. */
export const staffBrowsers = pgTable(
  "staff_browsers",
  {
    staffId: partOf(() => staff.id),
    browserHash: searchHash().notNull(),
    lastUsedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.staffId, table.browserHash] }),
    index().on(table.lastUsedAt),
  ],
);

/** Recovery codes, each of which replaces a one-time code once. */
export const staffRecoveryCodes = pgTable(
  "staff_recovery_codes",
  {
    staffId: partOf(() => staff.id),
    codeHash: searchHash().notNull(),
    usedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.codeHash] })],
);

/** Bindings of accounts to identity providers. */
export const staffIdentities = pgTable(
  "staff_identities",
  {
    staffId: partOf(() => staff.id),
    /** Id in the setting. */
    providerId: text().notNull(),
    /** Hash of the provider's permanent subject identifier. */
    subjectHash: searchHash().notNull(),
    boundAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.staffId, table.providerId] }),
    unique().on(table.providerId, table.subjectHash),
  ],
);

/** Login flows: the person was redirected to a provider and has not returned. */
export const identityTrips = pgTable(
  "identity_trips",
  {
    /** Only the hash is stored, never the state. */
    stateSha256: sha256().primaryKey(),
    providerId: text().notNull(),
    /** The staff member who binds the provider to their account; null for a sign-in. */
    staffId: uuid().references(() => staff.id, { onDelete: "cascade" }),
    expiresAt: moment().notNull(),
  },
  (table) => [index().on(table.expiresAt), index().on(table.staffId)],
);

/** Completed provider logins that still need a one-time code. */
export const identityTickets = pgTable(
  "identity_tickets",
  {
    /** Only the hash is stored, never the ticket. */
    ticketSha256: sha256().primaryKey(),
    providerId: text().notNull(),
    staffId: partOf(() => staff.id),
    tries: integer().notNull().default(0),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index().on(table.expiresAt),
    index().on(table.staffId),
    check("identity_tickets_tries_check", sql`tries >= 0`),
  ],
);
