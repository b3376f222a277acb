/** The audit log, a chain of hashes, and where it ends. */
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { moment, sha256 } from "./columns.ts";

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
  },
  () => [check("audit_head_only_row_check", sql`only_row`)],
);
