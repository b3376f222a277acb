/** Links by which another person's phone takes photos for one collection. */
import { pgTable, uuid } from "drizzle-orm/pg-core";
import { moment, sha256 } from "./columns.ts";

export const helperLinks = pgTable("helper_links", {
  id: uuid().primaryKey(),
  collectionId: uuid().notNull(),
  /** The token itself is kept nowhere. */
  tokenSha256: sha256().notNull(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  revokedAt: moment(),
  claimedAt: moment(),
  /** The session of the one phone that opened it. */
  sessionSha256: sha256(),
  sessionExpiresAt: moment(),
});
