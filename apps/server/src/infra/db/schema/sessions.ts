/** Who is signed in: an account or a staff member, never both. */
import { allRoles } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { accountIdentities, accounts } from "./accounts.ts";
import { moment, oneOf, sha256 } from "./columns.ts";
import { staff } from "./staff.ts";

export const sessions = pgTable(
  "sessions",
  {
    /** The token itself is kept nowhere. */
    tokenSha256: sha256().primaryKey(),
    accountId: uuid().references(() => accounts.id, { onDelete: "cascade" }),
    staffId: uuid().references(() => staff.id, { onDelete: "cascade" }),
    /** Of WeChat, which signed in; null for a session by text message. */
    identityId: uuid().references(() => accountIdentities.id, { onDelete: "set null" }),
    role: oneOf(allRoles).notNull(),
    /** Of `staff_posts`; null for the first post of a member of staff. A session whose post is gone is over. */
    postId: uuid(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    /** What it is called where the person sees it; the token's hash is shown nowhere. */
    id: uuid().notNull().defaultRandom().unique(),
    /** Of staff to the minute, of students to ten; null while it is as new as `createdAt`. */
    lastSeenAt: moment(),
    /** Such as "Chrome, Windows". */
    device: text(),
    /** Its holder, a student, was told of the sessions that began until then; null: until `createdAt`. */
    othersSeenUntil: moment(),
    /** Its holder proved again whose it is, which holds until then. */
    provenUntil: moment(),
  },
  (table) => [
    index().on(table.accountId),
    index().on(table.staffId),
    index().on(table.expiresAt),
    check("sessions_check", sql`(account_id is null) <> (staff_id is null)`),
  ],
);
