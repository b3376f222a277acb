/** Sessions: each belongs to an account or to a staff member, never both. */
import { allRoles } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { accountIdentities, accounts } from "./accounts.ts";
import { moment, oneOf, sha256 } from "./columns.ts";
import { staff } from "./staff.ts";

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
    /** Id in `staff_posts`; null for the first post of a staff member. A session ends when its post is deleted. */
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
    /** The student has acknowledged all sessions that began until then; null: until `createdAt`. */
    othersSeenUntil: moment(),
    /** The user has proved their identity again, valid until then. */
    provenUntil: moment(),
  },
  (table) => [
    index().on(table.accountId),
    index().on(table.staffId),
    index().on(table.expiresAt),
    check("sessions_check", sql`(account_id is null) <> (staff_id is null)`),
  ],
);
