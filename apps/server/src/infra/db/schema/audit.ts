/** The audit log: a chain of keyed hashes, its head, and the outbox of entries to be chained. */
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, jsonb, pgTable, pgView, text } from "drizzle-orm/pg-core";
import { moment, serial, sha256 } from "./columns.ts";

/**
 * Entries waiting to be chained, written in the same transaction as the action. The service inserts here; only the
 * function `chain_audit` removes rows.
 */
export const auditOutbox = pgTable("audit_outbox", {
  id: serial().primaryKey(),
  /** Future `seq` of the row, which the database assigns at commit, without gaps. null within its transaction. */
  number: bigint({ mode: "number" }).unique(),
  at: moment().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  details: jsonb().notNull(),
});

/** A single row: the last assigned number. */
export const auditNumbers = pgTable(
  "audit_numbers",
  {
    onlyRow: boolean().primaryKey().default(true),
    lastNumber: bigint({ mode: "number" }).notNull(),
  },
  () => [check("audit_numbers_only_row_check", sql`only_row`)],
);

export const audit = pgTable(
  "audit",
  {
    /** 1, 2, 3 … without gaps. */
    seq: bigint({ mode: "number" }).primaryKey(),
    at: moment().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    details: jsonb().notNull(),
    previousHash: sha256().notNull(),
    hash: sha256().notNull().unique(),
    /** Id of the key that `hash` was made with. */
    keyId: text().notNull(),
  },
  (table) => [
    index().on(table.subject, table.seq),
    index().on(table.action, table.seq),
    index("audit_split_part_seq_idx").on(sql`split_part(actor, ':', 1)`, table.seq),
    index("audit_split_part_seq_idx1").on(sql`split_part(actor, ':', 2)`, table.seq),
    index().on(table.at),
    index("audit_expr_idx").on(sql`(details ->> 'run')`).where(sql`details ? 'run'`),
  ],
);

export const auditHead = pgTable(
  "audit_head",
  {
    onlyRow: boolean().primaryKey().default(true),
    seq: bigint({ mode: "number" }).notNull(),
    hash: sha256().notNull(),
    /** null while the log is empty. */
    keyId: text(),
  },
  () => [
    check("audit_head_only_row_check", sql`only_row`),
    check("audit_head_key_id_check", sql`(seq = 0) = (key_id is null)`),
  ],
);

/** Segments of the oldest entries in the object store. An entry leaves its table only for a segment. */
export const auditSegments = pgTable(
  "audit_segments",
  {
    firstSeq: bigint({ mode: "number" }).primaryKey(),
    lastSeq: bigint({ mode: "number" }).notNull().unique(),
    /** Times of the earliest and the latest entry. */
    firstAt: moment().notNull(),
    lastAt: moment().notNull(),
    /** Filter over actors, actions and subjects, so that segments without a match are not opened. */
    marks: bigint({ mode: "bigint" }).array().notNull(),
    objectKey: text().notNull().unique(),
    objectSha256: sha256().notNull(),
  },
  (table) => [
    index().using("gin", table.marks),
    check("audit_segments_seq_check", sql`first_seq <= last_seq`),
  ],
);

const chained = {
  at: moment().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
};

/** All entries, chained or not, in order of `place`. */
export const auditEntries = pgView("audit_entries", {
  place: bigint({ mode: "number" }).notNull(),
  ...chained,
  details: jsonb().notNull(),
}).as(
  // Rows of the current transaction come last, because they have no number yet.
  sql`select seq as place, at, actor, action, subject, details from audit union all select coalesce(number, 1000000000000000 + id), at, actor, action, subject, details from audit_outbox`,
);
