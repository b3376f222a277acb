/** A school's own systems: their API keys, the changes that they receive, and their webhooks. */
import {
  type ApiKeyScope,
  allChangeCauses,
  allCollectionStates,
  allDeliveryStates,
  webhookEvents,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { collections } from "./collections.ts";
import { moment, momentInMs, oneOf, partOf, refersTo, sealed, serial, sha256 } from "./columns.ts";
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
    /** First use of the token since the last rotation. */
    tokenUsedAt: moment(),
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

/** Changes of collections, written by triggers and when accounts are joined. */
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

export const webhooks = pgTable(
  "webhooks",
  {
    id: uuid().primaryKey(),
    schoolCode: text()
      .notNull()
      .references(() => schools.code),
    url: text().notNull(),
    /** Signing secret. */
    secret: sealed().notNull(),
    /** Last change of the feed for which deliveries were written. */
    position: bigint({ mode: "number" }).notNull(),
    createdBy: refersTo(() => staff.id),
    createdAt: momentInMs().notNull(),
    /** First failed try since the last success. */
    failingSince: moment(),
    pausedAt: moment(),
  },
  (table) => [index().on(table.schoolCode, table.createdAt, table.id)],
);

export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    /** The `webhook-id`, equal in each try. */
    id: uuid().primaryKey(),
    /** Order of the deliveries of one collection. */
    number: serial().notNull(),
    webhookId: partOf(() => webhooks.id),
    event: oneOf(webhookEvents).notNull(),
    /** null for a test. */
    projectId: uuid(),
    collectionId: uuid(),
    at: momentInMs().notNull(),
    state: oneOf(allDeliveryStates).notNull(),
    tries: integer().notNull().default(0),
    /** Time of the next try, or the end of the lease of the present one. */
    nextAt: moment(),
    /** Time of the delivery, or of the last try of a dead one. */
    endedAt: moment(),
    /** HTTP status of the last try; null if there was no answer. */
    status: integer(),
    /** Beginning of the last answer, or the reason why there was none. */
    answer: text(),
  },
  (table) => [
    index().on(table.webhookId, table.collectionId, table.number).where(sql`state = 'waiting'`),
    index().on(table.webhookId, table.at, table.id),
    index().on(table.at, table.id),
    index().on(table.endedAt),
    check("webhook_deliveries_next_check", sql`(state = 'waiting') = (next_at is not null)`),
    check("webhook_deliveries_ended_check", sql`(state = 'waiting') = (ended_at is null)`),
    check("webhook_deliveries_tries_check", sql`tries >= 0`),
  ],
);
