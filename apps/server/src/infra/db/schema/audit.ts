/** The audit log, a chain of hashes, and where it ends. */
import { bigint, boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { moment, sha256 } from "./columns.ts";

export const audit = pgTable("audit", {
  /** 1, 2, 3 … without gaps. */
  seq: bigint({ mode: "number" }).primaryKey(),
  at: moment().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  details: jsonb().notNull(),
  previousHash: sha256().notNull(),
  hash: sha256().notNull(),
});

export const auditHead = pgTable("audit_head", {
  onlyRow: boolean().primaryKey().default(true),
  seq: bigint({ mode: "number" }).notNull(),
  hash: sha256().notNull(),
});
