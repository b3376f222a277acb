/** Walks the audit log and finds what was changed, removed or inserted. */
import { and, asc, gt, lte, max, sql } from "drizzle-orm";
import { type Database, onOneConnection, type Transaction } from "../../infra/db/database.ts";
import { audit, auditHead, auditNumbers, auditOutbox, auditSegments } from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { lossOf } from "../../infra/object-store/read-checked.ts";
import { emptyHash, hashOfRow } from "./audit-chain.ts";
import type { AuditKeys } from "./audit-keys.ts";
import type { AuditLog } from "./chain-audit.ts";
import { type Row, readSegment } from "./segments/segment-file.ts";

/** `key-missing`: it was chained with a key that is not in the list, so nobody can say. */
export type AuditFault = "missing" | "changed" | "inserted" | "key-missing";

export type AuditVerdict =
  | {
      readonly whole: true;
      readonly rows: number;
      /** Of the last row; kept elsewhere, it proves later that nothing before it was rewritten. */
      readonly hash: string;
      /** Rows that are not chained yet. */
      readonly waiting: number;
    }
  /** `seq`: the first row that is not as it was written; `fault`: what is wrong with it. */
  | { readonly whole: false; readonly seq: number; readonly fault: AuditFault };

/** With what was moved out of the database. */
export interface WholeLog extends AuditLog {
  /** Where segments are kept. */
  readonly objects: Pick<ObjectStore, "get">;
}

export interface AuditProgress {
  readonly rows: number;
  readonly total: number;
}

const rowsAtOnce = 1000;

/** How far the chain is whole. */
interface Place {
  readonly seq: number;
  readonly hash: string;
  /** Of its key: a chain goes on with the same key or a newer one. */
  readonly keyAge: number;
}

/** Called with each row that is whole. */
export type Seen = (row: { readonly seq: number; readonly hash: string }) => void;

export async function verifyAudit(log: WholeLog): Promise<AuditVerdict> {
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
export async function* walkAudit(log: WholeLog, seen: Seen = () => {}): AsyncGenerator<AuditProgress, AuditVerdict> {
  const { db } = log;
  let place: Place = { seq: 0, hash: emptyHash, keyAge: Number.POSITIVE_INFINITY };
  const [head] = await db.select().from(auditHead);
  const total = head?.seq ?? 0;
  for (;;) {
    const rows = await rowsAfter(log, place.seq, total);
    const next = follow(log.keys, place, rows, seen);
    if ("whole" in next) return next;
    place = next;
    yield { rows: place.seq, total };
    if (rows.length === 0) break;
  }
  const oneMoment = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return onOneConnection(db, (one) => one.transaction((tx) => end({ ...log, db: tx }, place, seen), oneMoment));
}

/** The log, or one moment of it. */
type Moment = Omit<WholeLog, "db"> & { readonly db: Database | Transaction };

/** Of the oldest segment or of the database; what breaks the chain in their place. */
async function rowsAfter(log: Moment, seq: number, until: number): Promise<readonly Row[] | AuditFault> {
  const archived = await archivedAfter(log, seq, until);
  if (archived) return archived;
  const rows = await log.db
    .select()
    .from(audit)
    .where(and(gt(audit.seq, seq), lte(audit.seq, until)))
    .orderBy(asc(audit.seq))
    .limit(rowsAtOnce);
  // What left the database between the two questions is in the store by now.
  return rows[0]?.seq === seq + 1 ? rows : ((await archivedAfter(log, seq, until)) ?? rows);
}

/** null where no segment holds the next. */
async function archivedAfter(
  { db, objects }: Moment,
  seq: number,
  until: number,
): Promise<readonly Row[] | AuditFault | null> {
  if (seq >= until) return null;
  const { firstSeq, lastSeq, objectKey, objectSha256 } = auditSegments;
  const [segment] = await db
    .select({ objectKey, objectSha256 })
    .from(auditSegments)
    .where(and(lte(firstSeq, seq + 1), gt(lastSeq, seq)))
    .orderBy(asc(lastSeq))
    .limit(1);
  if (!segment) return null;
  try {
    return (await readSegment(objects, segment)).filter((row) => row.seq > seq && row.seq <= until);
  } catch (error) {
    const loss = lossOf(error);
    if (loss === null) throw error;
    return loss === "missing" ? "missing" : "changed";
  }
}

/** Where the chain goes on after these rows, or what breaks it. */
function follow(keys: AuditKeys, place: Place, rows: readonly Row[] | AuditFault, seen: Seen): Place | AuditVerdict {
  let { seq, hash, keyAge } = place;
  if (typeof rows === "string") return { whole: false, seq: seq + 1, fault: rows };
  for (const row of rows) {
    seq += 1;
    const age = keys.ageOf(row.keyId);
    if (row.seq !== seq) return { whole: false, seq, fault: "missing" };
    if (age === null) return { whole: false, seq, fault: "key-missing" };
    const fits = age <= keyAge && row.previousHash === hash && row.hash === hashOfRow(keys, row);
    if (!fits) return { whole: false, seq, fault: "changed" };
    hash = row.hash;
    keyAge = age;
    seen(row);
  }
  return { seq, hash, keyAge };
}

async function end(log: Moment, place: Place, seen: Seen): Promise<AuditVerdict> {
  const { db, keys } = log;
  const [head] = await db.select().from(auditHead);
  if (!head) return { whole: false, seq: 0, fault: "missing" };
  let at = place;
  for (;;) {
    const rows = await rowsAfter(log, at.seq, head.seq);
    const next = follow(keys, at, rows, seen);
    if ("whole" in next) return next;
    at = next;
    if (rows.length === 0) break;
  }
  if (at.seq < head.seq) return { whole: false, seq: at.seq + 1, fault: "missing" };
  if (at.hash !== head.hash) return { whole: false, seq: at.seq, fault: "changed" };
  const inserted = await strangerAmong(db, head.seq);
  if (inserted !== null) return { whole: false, seq: inserted, fault: "inserted" };
  const waiting = await checkWaiting(db, head.seq);
  return typeof waiting === "number" ? { whole: true, rows: at.seq, hash: at.hash, waiting } : waiting;
}

/** How many rows wait in the outbox; a verdict where they are not exactly the numbers after the head. */
async function checkWaiting(db: Database | Transaction, headSeq: number): Promise<number | AuditVerdict> {
  const { rows } = await db.execute<{ waiting: number; missing: string | null; last: string }>(
    sql`select (select count(*)::int from ${auditOutbox}) as waiting, last_number as last,
          (select min(number) from generate_series(${headSeq}::bigint + 1, last_number) as given (number)
           where not exists (select from ${auditOutbox} where ${auditOutbox.number} = given.number)) as missing
        from ${auditNumbers}`,
  );
  const [match] = rows;
  if (!match) return { whole: false, seq: headSeq + 1, fault: "missing" };
  if (match.missing !== null) return { whole: false, seq: Number(match.missing), fault: "missing" };
  const last = Number(match.last);
  return match.waiting === last - headSeq ? match.waiting : { whole: false, seq: last + 1, fault: "inserted" };
}

/** An entry that nobody walked past: behind the end, or in the database where a segment holds its place. */
async function strangerAmong(db: Database | Transaction, headSeq: number): Promise<number | null> {
  const [archived] = await db.select({ seq: max(auditSegments.lastSeq) }).from(auditSegments);
  // Each by its index; one question for both goes through all that the database keeps.
  for (const isStrange of [lte(audit.seq, archived?.seq ?? 0), gt(audit.seq, headSeq)]) {
    const [stranger] = await db
      .select({ seq: audit.seq })
      .from(audit)
      .where(isStrange)
      .orderBy(asc(audit.seq))
      .limit(1);
    if (stranger) return stranger.seq;
  }
  return null;
}
