/** Walks the audit log and finds what was changed, removed or inserted. */
import { asc, gt } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { audit, auditHead } from "../../infra/db/schema/index.ts";
import { hashOfRow } from "./audit-chain.ts";

export type AuditVerdict =
  /** `hash`: of the last row; kept elsewhere, it proves later that nothing before it was rewritten. */
  | { readonly whole: true; readonly rows: number; readonly hash: string }
  /** `seq`: the first row that is not as it was written; `fault`: what is wrong with it. */
  | { readonly whole: false; readonly seq: number; readonly fault: "missing" | "changed" | "inserted" };

const rowsAtOnce = 1000;
const emptyHash = "0".repeat(64);

/** Sees the log at one moment, and keeps no writer waiting. */
export function verifyAudit(db: Database): Promise<AuditVerdict> {
  return db.transaction(walk, { isolationLevel: "repeatable read", accessMode: "read only" });
}

async function walk(tx: Transaction): Promise<AuditVerdict> {
  const [head] = await tx.select().from(auditHead);
  if (!head) return { whole: false, seq: 0, fault: "missing" };
  let seq = 0;
  let hash = emptyHash;
  for (;;) {
    const rows = await tx.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(rowsAtOnce);
    for (const row of rows) {
      seq += 1;
      if (row.seq === seq && seq > head.seq) return { whole: false, seq: row.seq, fault: "inserted" };
      if (row.seq !== seq) return { whole: false, seq, fault: "missing" };
      if (row.previousHash !== hash || row.hash !== hashOfRow(row)) return { whole: false, seq, fault: "changed" };
      hash = row.hash;
    }
    if (rows.length < rowsAtOnce) break;
  }
  if (seq < head.seq) return { whole: false, seq: seq + 1, fault: "missing" };
  return hash === head.hash ? { whole: true, rows: seq, hash } : { whole: false, seq, fault: "changed" };
}
