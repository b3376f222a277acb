/** Walks the audit log and finds what was changed, removed or inserted. */
import { and, asc, gt, lte } from "drizzle-orm";
import { type Database, onOneConnection, type Transaction } from "../../infra/db/database.ts";
import { audit, auditHead } from "../../infra/db/schema/index.ts";
import { hashOfRow } from "./audit-chain.ts";

export type AuditVerdict =
  /** `hash`: of the last row; kept elsewhere, it proves later that nothing before it was rewritten. */
  | { readonly whole: true; readonly rows: number; readonly hash: string }
  /** `seq`: the first row that is not as it was written; `fault`: what is wrong with it. */
  | { readonly whole: false; readonly seq: number; readonly fault: "missing" | "changed" | "inserted" };

export interface AuditProgress {
  readonly rows: number;
  readonly total: number;
}

const rowsAtOnce = 1000;
const emptyHash = "0".repeat(64);

type Row = typeof audit.$inferSelect;

/** How far the chain is whole. */
interface Place {
  readonly seq: number;
  readonly hash: string;
}

export async function verifyAudit(db: Database): Promise<AuditVerdict> {
  const walk = walkAudit(db);
  for (;;) {
    const step = await walk.next();
    if (step.done) return step.value;
  }
}

/**
 * Yields after every thousand rows, returns the verdict, keeps no writer waiting. What is appended meanwhile is walked
 * too: the end is looked at in one moment, together with where the log says that it ends.
 */
export async function* walkAudit(db: Database): AsyncGenerator<AuditProgress, AuditVerdict> {
  let place: Place = { seq: 0, hash: emptyHash };
  const [head] = await db.select().from(auditHead);
  const total = head?.seq ?? 0;
  for (;;) {
    const rows = await rowsAfter(db, place.seq, total);
    const next = follow(place, rows);
    if ("whole" in next) return next;
    place = next;
    yield { rows: place.seq, total };
    if (rows.length < rowsAtOnce) break;
  }
  const oneMoment = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return onOneConnection(db, (one) => one.transaction((tx) => end(tx, place), oneMoment));
}

const rowsAfter = (from: Database | Transaction, seq: number, until: number): Promise<Row[]> =>
  from
    .select()
    .from(audit)
    .where(and(gt(audit.seq, seq), lte(audit.seq, until)))
    .orderBy(asc(audit.seq))
    .limit(rowsAtOnce);

/** Where the chain goes on after these rows, or what breaks it. */
function follow(place: Place, rows: readonly Row[]): Place | AuditVerdict {
  let { seq, hash } = place;
  for (const row of rows) {
    seq += 1;
    if (row.seq !== seq) return { whole: false, seq, fault: "missing" };
    if (row.previousHash !== hash || row.hash !== hashOfRow(row)) return { whole: false, seq, fault: "changed" };
    hash = row.hash;
  }
  return { seq, hash };
}

async function end(tx: Transaction, place: Place): Promise<AuditVerdict> {
  const [head] = await tx.select().from(auditHead);
  if (!head) return { whole: false, seq: 0, fault: "missing" };
  let at = place;
  for (;;) {
    const rows = await rowsAfter(tx, at.seq, head.seq);
    const next = follow(at, rows);
    if ("whole" in next) return next;
    at = next;
    if (rows.length < rowsAtOnce) break;
  }
  if (at.seq < head.seq) return { whole: false, seq: at.seq + 1, fault: "missing" };
  if (at.hash !== head.hash) return { whole: false, seq: at.seq, fault: "changed" };
  const [beyond] = await tx.select({ seq: audit.seq }).from(audit).where(gt(audit.seq, head.seq)).limit(1);
  return beyond ? { whole: false, seq: beyond.seq, fault: "inserted" } : { whole: true, rows: at.seq, hash: at.hash };
}
