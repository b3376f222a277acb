/** The only writer of the audit log's chain: takes what waits in the outbox and chains it, many rows in one transaction. */
import { asc, desc, inArray, sql } from "drizzle-orm";
import { type Database, inTransaction, type Transaction } from "../../infra/db/database.ts";
import { auditHead, auditOutbox } from "../../infra/db/schema/index.ts";
import { hashOfRow } from "./audit-chain.ts";
import type { AuditKeys } from "./audit-keys.ts";

export interface AuditLog {
  readonly db: Database;
  readonly keys: AuditKeys;
}

/** `key-missing`: a program with a newer key chains, and goes on doing it. */
export type ChainOutcome = { readonly chained: number } | "busy" | "key-missing";

export const rowsAtOnce = 1000;

/** Any fixed number; whoever holds it chains. */
const lock = sql`7263003`;

type NewRow = Omit<typeof auditOutbox.$inferSelect, "id">;
type Head = typeof auditHead.$inferSelect;

/** One batch. `wait`: for another who is at it, who else is left to do it. */
export const chainBatch = ({ db, keys }: AuditLog, { wait }: { readonly wait: boolean }): Promise<ChainOutcome> =>
  inTransaction(db, async (tx) => {
    if (wait) await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
    else if (!(await tryLock(tx))) return "busy";
    const [head] = await tx.select().from(auditHead);
    if (!head) throw new Error("The audit log has lost its head; restore the database");
    if (head.keyId !== null && keys.ageOf(head.keyId) === null) return "key-missing";
    const rows = await takeWaiting(tx);
    if (rows.length === 0) return { chained: 0 };
    await chain(tx, keys, head, rows);
    return { chained: rows.length };
  });

/** All that waited when it was asked for, before the log is read. */
export async function chainWaiting(log: AuditLog): Promise<void> {
  const waits = await log.db.select({ id: auditOutbox.id }).from(auditOutbox).orderBy(desc(auditOutbox.id)).limit(1);
  if (waits.length === 0) return;
  for (;;) {
    const outcome = await chainBatch(log, { wait: true });
    if (typeof outcome !== "object" || outcome.chained < rowsAtOnce) return;
  }
}

async function tryLock(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.execute<{ held: boolean }>(sql`select pg_try_advisory_xact_lock(${lock}) as held`);
  return rows[0]?.held === true;
}

/** In the order of their numbers; one of a transaction that ends later comes later, whatever its number. */
async function takeWaiting(tx: Transaction): Promise<readonly NewRow[]> {
  const first = tx.select({ id: auditOutbox.id }).from(auditOutbox).orderBy(asc(auditOutbox.id)).limit(rowsAtOnce);
  const rows = await tx.delete(auditOutbox).where(inArray(auditOutbox.id, first)).returning();
  return rows.sort((one, other) => one.id - other.id).map(({ id: _, ...row }) => row);
}

async function chain(tx: Transaction, keys: AuditKeys, head: Head, rows: readonly NewRow[]): Promise<void> {
  let { seq, hash } = head;
  const keyId = keys.newestId;
  const chained = rows.map((given) => {
    seq += 1;
    const row = { ...given, seq, previousHash: hash, keyId };
    hash = hashOfRow(keys, row);
    return { ...row, hash };
  });
  const column = <Value>(of: (row: (typeof chained)[number]) => Value) => sql.param(chained.map(of));
  // As columns: nine thousand parameters cost more than chaining them.
  await tx.execute(
    sql`insert into audit (seq, at, actor, action, subject, details, previous_hash, hash, key_id)
        select seq, at, actor, action, subject, details::jsonb, previous_hash, hash, ${keyId}
        from unnest(${column((row) => row.seq)}::bigint[], ${column(({ at }) => at.toISOString())}::timestamptz[],
          ${column(({ actor }) => actor)}::text[], ${column(({ action }) => action)}::text[],
          ${column(({ subject }) => subject)}::text[], ${column(({ details }) => JSON.stringify(details))}::text[],
          ${column((row) => row.previousHash)}::text[], ${column((row) => row.hash)}::text[])
          as given (seq, at, actor, action, subject, details, previous_hash, hash)`,
  );
  await tx.update(auditHead).set({ seq, hash, keyId });
}
