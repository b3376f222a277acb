/** The only writer of the audit log. */
import type { Clock } from "../../infra/clock.ts";
import type { Transaction } from "../../infra/db/database.ts";
import { audit, auditHead } from "../../infra/db/schema/index.ts";
import { type AuditEntry, hashOfRow } from "./audit-chain.ts";

/**
 * Stands or falls with the caller's transaction. Writers take turns from here to the end of their transactions, so call
 * it last.
 */
export async function appendAudit(tx: Transaction, clock: Clock, entry: AuditEntry): Promise<void> {
  const [head] = await tx.select().from(auditHead).for("update");
  if (!head) throw new Error("The audit log has lost its head; restore the database");
  const row = { ...entry, seq: head.seq + 1, at: clock(), previousHash: head.hash };
  const hash = hashOfRow(row);
  await tx.insert(audit).values({ ...row, hash });
  await tx.update(auditHead).set({ seq: row.seq, hash });
}
