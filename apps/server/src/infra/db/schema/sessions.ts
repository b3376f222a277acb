/** Who is signed in: an account or a staff member, never both. */
import { allRoles } from "@gradphoto/domain";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf, sha256 } from "./columns.ts";

export const sessions = pgTable("sessions", {
  /** The token itself is kept nowhere. */
  tokenSha256: sha256().primaryKey(),
  accountId: uuid(),
  staffId: uuid(),
  /** Of WeChat, which signed in; null for a session by text message. */
  identityId: uuid(),
  role: oneOf(allRoles).notNull(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  revokedAt: moment(),
  /** What it is called where the person sees it; the token's hash is shown nowhere. */
  id: uuid().notNull().defaultRandom(),
  /** Of staff, to the minute; null while it is as new as `createdAt`. */
  lastSeenAt: moment(),
  /** Such as "Chrome, Windows"; of staff alone. */
  device: text(),
});
