/** A school's own systems: their API keys, and the changes that they receive. */
import { type ApiKeyScope, allChangeCauses, allCollectionStates } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { collections } from "./collections.ts";
import { moment, momentInMs, oneOf, partOf, refersTo, serial, sha256 } from "./columns.ts";
import { projects } from "./projects.ts";
import { schools } from "./schools.ts";
import { staff } from "./staff.ts";

export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid().primaryKey(),
    schoolCode: text()
      .notNull()
      .references(() => schools.code),
    name: text().notNull(),
    scopes: text().array().$type<ApiKeyScope[]>().notNull(),
    /** null: every project of the school. */
    projectIds: uuid().array(),
    /** CIDR blocks. */
    networks: text().array().notNull(),
    /** Only hashes are stored, never the tokens. */
    tokenSha256: sha256().notNull().unique(),
    /** The token before the last rotation, valid until `previousUntil`. */
    previousSha256: sha256().unique(),
    previousUntil: moment(),
    createdBy: refersTo(() => staff.id),
    createdAt: momentInMs().notNull(),
    confirmedBy: uuid().references(() => staff.id),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    /** Precision of one minute. */
    lastUsedAt: moment(),
  },
  (table) => [
    index().on(table.schoolCode, table.createdAt, table.id),
    check("api_keys_two_persons_check", sql`confirmed_by <> created_by`),
    check("api_keys_expires_check", sql`expires_at <= created_at + interval '400 days'`),
    check("api_keys_previous_check", sql`(previous_sha256 is null) = (previous_until is null)`),
  ],
);

/** Changes of collections, written by triggers. */
export const schoolChanges = pgTable(
  "school_changes",
  {
    id: serial().primaryKey(),
    /** Place in the feed, assigned after the commit; null until then. */
    position: bigint({ mode: "number" }).unique(),
    projectId: refersTo(() => projects.id),
    collectionId: partOf(() => collections.id),
    cause: oneOf(allChangeCauses).notNull(),
    state: oneOf(allCollectionStates).notNull(),
    at: moment().notNull(),
  },
  (table) => [
    index().on(table.id).where(sql`position is null`),
    index().on(table.projectId, table.position),
    index().on(table.collectionId, table.id),
  ],
);
