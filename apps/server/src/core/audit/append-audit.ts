/** Writes to the audit log: rows join the caller's transaction and wait in the outbox, where nobody waits for anybody. */
import { sql } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import type { Transaction } from "../../infra/db/database.ts";
import { auditOutbox } from "../../infra/db/schema/index.ts";
import type { AuditEntry } from "./audit-chain.ts";

/** Stands or falls with the caller's transaction. */
export async function appendAudit(tx: Transaction, clock: Clock, entry: AuditEntry): Promise<void> {
  await tx.insert(auditOutbox).values({ ...entry, at: clock() });
}

/** The same was done to each of `subjects`: one row each, in their order. */
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
