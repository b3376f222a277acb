/** Who looked at a student's data is in the audit log before they see it, once a visit. */
import { and, eq, gt } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import type { Clock } from "../infra/clock.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { auditEntries } from "../infra/db/schema/index.ts";

/** A page that stays open asks again and again. */
const visitMs = 300_000;

const action = "look-at-collection";

export async function recordLook(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  collectionId: string,
  actor: string,
): Promise<void> {
  const subject = `collection:${collectionId}`;
  const since = new Date(clock().getTime() - visitMs);
  const [before] = await db
    .select({ place: auditEntries.place })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subject, subject),
        eq(auditEntries.actor, actor),
        eq(auditEntries.action, action),
        gt(auditEntries.at, since),
      ),
    )
    .limit(1);
  if (!before) await inTransaction(db, (tx) => appendAudit(tx, clock, { actor, action, subject, details: {} }));
}
