/** Chains the audit log: hashes waiting outbox rows in batches, with a key that the database does not have. */
import { asc, gt, min, sql } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { auditHead, auditOutbox } from "../../infra/db/schema/index.ts";
import { hashOfRow } from "./audit-chain.ts";
import type { AuditKeys } from "./audit-keys.ts";

export interface AuditLog {
  readonly db: Database;
  readonly keys: AuditKeys;
}

/**
 * Result of a batch. `busy` means that another process chained the rows, `key-missing` that the chain uses a newer key,
 * so that a process that has it continues, and `row-missing` that a row was removed.
 */
export type ChainOutcome = { readonly chained: number } | "busy" | "key-missing" | "row-missing";

export const rowsAtOnce = 1000;

/** Chains one batch. The database moves the rows itself and rejects any rows but the next ones. */
export async function chainBatch({ db, keys }: AuditLog): Promise<ChainOutcome> {
  // A single statement reads head and rows from the same snapshot.
  const matches = await db
    .select({ head: auditHead, row: auditOutbox })
    .from(auditHead)
    .leftJoin(auditOutbox, gt(auditOutbox.number, auditHead.seq))
    .orderBy(asc(auditOutbox.number))
    .limit(rowsAtOnce);
  const head = matches[0]?.head;
  if (!head) throw new Error("The audit log has lost its head; restore the database");
  if (head.keyId !== null && keys.ageOf(head.keyId) === null) return "key-missing";
  const waiting = matches.flatMap(({ row }) => row ?? []);
  const next = waiting.filter(({ number }, index) => number === head.seq + 1 + index);
  if (next.length === 0) return waiting.length === 0 ? { chained: 0 } : "row-missing";
  const keyId = keys.newestId;
  let previousHash = head.hash;
  const hashes = next.map((row, index) => {
    previousHash = hashOfRow(keys, { ...row, seq: head.seq + 1 + index, previousHash, keyId });
    return previousHash;
  });
  const { rows } = await db.execute<{ isChained: boolean }>(
    sql`select chain_audit(${head.seq + 1}, ${sql.param(hashes)}::text[], ${keyId}) as "isChained"`,
  );
  return rows[0]?.isChained === true ? { chained: next.length } : "busy";
}

/** Chains all rows that are waiting at the time of the call, before the log is read. */
export async function chainWaiting(log: AuditLog): Promise<void> {
  for (;;) {
    const outcome = await chainBatch(log);
    const isDone = typeof outcome === "object" ? outcome.chained < rowsAtOnce : outcome !== "busy";
    if (isDone) return;
  }
}

/** Returns the time of the oldest unchained row, or null when none is waiting. */
export async function readOldestWaiting(db: Database): Promise<Date | null> {
  const [oldest] = await db.select({ at: min(auditOutbox.at) }).from(auditOutbox);
  return oldest?.at ?? null;
}
