/**
 * Appends to the audit log: rows join the caller's transaction and wait in the outbox; the database numbers them on
 * commit.
 */
import { sql } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import type { Transaction } from "../../infra/db/database.ts";
import type { AuditEntry } from "./audit-chain.ts";

/** Commits or rolls back with the caller's transaction. */
export const appendAudit = (tx: Transaction, clock: Clock, { subject, ...entry }: AuditEntry): Promise<void> =>
  appendAuditOfEach(tx, clock, entry, [subject]);

/** Appends one row per subject, in the order of `subjects`, for the same action. */
export async function appendAuditOfEach(
  tx: Transaction,
  clock: Clock,
  { actor, action, details }: Omit<AuditEntry, "subject">,
  subjects: readonly string[],
): Promise<void> {
  const at = clock().toISOString();
  await tx.execute(
    sql`insert into audit_outbox (at, actor, action, subject, details)
        select ${at}::timestamptz, ${actor}, ${action}, subject, ${JSON.stringify(details)}::jsonb
        from unnest(${sql.param(subjects)}::text[]) with ordinality as given (subject, place) order by place`,
  );
}
