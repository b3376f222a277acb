/** Students' accounts and their WeChat identities. */
import { allConsentPurposes, allRoles } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, oneOf, partOf, sealed, searchHash, sha256 } from "./columns.ts";
import { staff } from "./staff.ts";

/** Sign-in codes sent to phones. */
export const smsCodes = pgTable(
  "sms_codes",
  {
    id: uuid().primaryKey(),
    phoneHash: searchHash().notNull(),
    codeHash: searchHash().notNull(),
    tries: integer().notNull().default(0),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [
    index().on(table.phoneHash, table.createdAt),
    check("sms_codes_tries_check", sql`tries >= 0`),
  ],
);

export const accounts = pgTable(
  "accounts",
  {
    id: uuid().primaryKey(),
    phone: sealed(),
    phoneHash: searchHash().unique(),
    createdAt: moment().notNull(),
    retainUntil: moment().notNull(),
  },
  (table) => [
    index().on(table.retainUntil),
    check("accounts_check", sql`(phone is null) = (phone_hash is null)`),
  ],
);

/** WeChat identities, one per account and WeChat app. The unionid links the apps. */
export const accountIdentities = pgTable(
  "account_identities",
  {
    id: uuid().primaryKey(),
    accountId: partOf(() => accounts.id),
    appid: text().notNull(),
    openid: sealed().notNull(),
    openidHash: searchHash().notNull(),
    unionid: sealed(),
    unionidHash: searchHash(),
    createdAt: moment().notNull(),
  },
  (table) => [
    unique().on(table.appid, table.openidHash),
    index().on(table.accountId),
    index().on(table.unionidHash),
    check("account_identities_check", sql`(unionid is null) = (unionid_hash is null)`),
  ],
);

/** Consents of an account: purpose, wording and recipient. */
export const consents = pgTable(
  "consents",
  {
    id: uuid().primaryKey(),
    accountId: partOf(() => accounts.id),
    purpose: oneOf(allConsentPurposes).notNull(),
    version: text().notNull(),
    recipient: text().notNull(),
    grantedAt: moment().notNull(),
    withdrawnAt: moment(),
  },
  (table) => [
    uniqueIndex()
      .on(table.accountId, table.purpose, table.version, table.recipient)
      .where(sql`withdrawn_at is null`),
    check("consents_check", sql`withdrawn_at >= granted_at`),
  ],
);

/** Sessions: each belongs to an account or to a staff member, never both. */
export const sessions = pgTable(
  "sessions",
  {
    /** Only the hash is stored, never the token. */
    tokenSha256: sha256().primaryKey(),
    accountId: uuid().references(() => accounts.id, { onDelete: "cascade" }),
    staffId: uuid().references(() => staff.id, { onDelete: "cascade" }),
    /** The WeChat identity that signed in; null for a session by text message. */
    identityId: uuid().references(() => accountIdentities.id, { onDelete: "set null" }),
    role: oneOf(allRoles).notNull(),
    /** Id in `staff_posts`; null for the primary post of a staff member. A session ends when its post is deleted. */
    postId: uuid(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    /** Id for display to the person; the token's hash is never displayed. */
    id: uuid().notNull().defaultRandom().unique(),
    /** Precision of one minute for staff and ten minutes for students; null until it differs from `createdAt`. */
    lastSeenAt: moment(),
    /** For example "Chrome, Windows". */
    device: text(),
    /** The student has acknowledged all sessions that began until then. null stands for `createdAt`. */
    othersSeenUntil: moment(),
    /** Time until which the repeated proof of identity is valid. */
    provenUntil: moment(),
  },
  (table) => [
    index().on(table.accountId),
    index().on(table.staffId),
    index().on(table.expiresAt),
    check("sessions_check", sql`(account_id is null) <> (staff_id is null)`),
  ],
);
