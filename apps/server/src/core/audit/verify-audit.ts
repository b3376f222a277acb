/** Walks the audit log and finds what was changed, removed or inserted. */
import { and, asc, gt, lte } from "drizzle-orm";
import { type Database, onOneConnection, type Transaction } from "../../infra/db/database.ts";
import { audit, auditHead, auditOutbox } from "../../infra/db/schema/index.ts";
import { emptyHash, hashOfRow } from "./audit-chain.ts";
import type { AuditKeys } from "./audit-keys.ts";
import type { AuditLog } from "./chain-audit.ts";

/** `key-missing`: it was chained with a key that is not in the list, so nobody can say. */
export type AuditFault = "missing" | "changed" | "inserted" | "key-missing";

export type AuditVerdict =
  | {
      readonly whole: true;
      readonly rows: number;
      /** Of the last row; kept elsewhere, it proves later that nothing before it was rewritten. */
      readonly hash: string;
      /** The first rows, of before the log had a key: the row behind them holds them, and whoever wrote that. */
      readonly unkeyed: number;
      /** Rows that are not chained yet. */
      readonly waiting: number;
    }
  /** `seq`: the first row that is not as it was written; `fault`: what is wrong with it. */
  | { readonly whole: false; readonly seq: number; readonly fault: AuditFault };

export interface AuditProgress {
  readonly rows: number;
  readonly total: number;
}

const rowsAtOnce = 1000;

type Row = typeof audit.$inferSelect;

/** How far the chain is whole. */
interface Place {
  readonly seq: number;
  readonly hash: string;
  readonly unkeyed: number;
  /** Of its key: a chain goes on with the same key or a newer one. */
  readonly keyAge: number;
}

/** Called with each row that is whole. */
export type Seen = (row: { readonly seq: number; readonly hash: string }) => void;

export async function verifyAudit(log: AuditLog): Promise<AuditVerdict> {
  const walk = walkAudit(log);
  for (;;) {
    const step = await walk.next();
    if (step.done) return step.value;
  }
}

/**
 * Yields after every thousand rows, returns the verdict, keeps no writer waiting. What is appended meanwhile is walked
 * too: the end is looked at in one moment, together with where the log says that it ends.
 */
export async function* walkAudit(
  { db, keys }: AuditLog,
  seen: Seen = () => {},
): AsyncGenerator<AuditProgress, AuditVerdict> {
  let place: Place = { seq: 0, hash: emptyHash, unkeyed: 0, keyAge: Number.POSITIVE_INFINITY };
  const [head] = await db.select().from(auditHead);
  const total = head?.seq ?? 0;
  for (;;) {
    const rows = await rowsAfter(db, place.seq, total);
    const next = follow(keys, place, rows, seen);
    if ("whole" in next) return next;
    place = next;
    yield { rows: place.seq, total };
    if (rows.length < rowsAtOnce) break;
  }
  const oneMoment = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return onOneConnection(db, (one) => one.transaction((tx) => end(tx, keys, place, seen), oneMoment));
}

const rowsAfter = (from: Database | Transaction, seq: number, until: number): Promise<Row[]> =>
  from
    .select()
    .from(audit)
    .where(and(gt(audit.seq, seq), lte(audit.seq, until)))
    .orderBy(asc(audit.seq))
    .limit(rowsAtOnce);

/** Where the chain goes on after these rows, or what breaks it. */
function follow(keys: AuditKeys, place: Place, rows: readonly Row[], seen: Seen): Place | AuditVerdict {
  let { seq, hash, unkeyed, keyAge } = place;
  for (const row of rows) {
    seq += 1;
    const age = row.keyId === null ? Number.POSITIVE_INFINITY : keys.ageOf(row.keyId);
    if (row.seq !== seq) return { whole: false, seq, fault: "missing" };
    if (age === null) return { whole: false, seq, fault: "key-missing" };
    const fits = age <= keyAge && row.previousHash === hash && row.hash === hashOfRow(keys, row);
    if (!fits) return { whole: false, seq, fault: "changed" };
    hash = row.hash;
    keyAge = age;
    if (row.keyId === null) unkeyed += 1;
    seen(row);
  }
  return { seq, hash, unkeyed, keyAge };
}

async function end(tx: Transaction, keys: AuditKeys, place: Place, seen: Seen): Promise<AuditVerdict> {
  const [head] = await tx.select().from(auditHead);
  if (!head) return { whole: false, seq: 0, fault: "missing" };
  let at = place;
  for (;;) {
    const rows = await rowsAfter(tx, at.seq, head.seq);
    const next = follow(keys, at, rows, seen);
    if ("whole" in next) return next;
    at = next;
    if (rows.length < rowsAtOnce) break;
  }
  if (at.seq < head.seq) return { whole: false, seq: at.seq + 1, fault: "missing" };
  if (at.hash !== head.hash) return { whole: false, seq: at.seq, fault: "changed" };
  const [beyond] = await tx.select({ seq: audit.seq }).from(audit).where(gt(audit.seq, head.seq)).limit(1);
  if (beyond) return { whole: false, seq: beyond.seq, fault: "inserted" };
  const waiting = await tx.$count(auditOutbox);
  return { whole: true, rows: at.seq, hash: at.hash, unkeyed: at.unkeyed, waiting };
}
