/** Verifies the audit chain and reports rows that were changed, removed or inserted. */
import { and, asc, gt, lte, max, sql } from "drizzle-orm";
import { type Database, onOneConnection, type Transaction } from "../../infra/db/database.ts";
import {
  audit,
  auditHead,
  auditNumbers,
  auditOutbox,
  auditSegments,
} from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { objectLossOf } from "../../infra/object-store/read-checked.ts";
import { emptyHash, hashOfRow } from "./audit-chain.ts";
import type { AuditKeys } from "./audit-keys.ts";
import type { AuditLog } from "./chain-batch.ts";
import { type Row, readSegment } from "./segments/segment-file.ts";

/**
 * Fault of a row. `key-missing` means that it was chained with a key that is not in the list, so it cannot be verified.
 */
export type AuditFault = "missing" | "changed" | "inserted" | "key-missing";

export type AuditVerdict =
  | {
      readonly intact: true;
      readonly rows: number;
      /** Hash of the last row. A copy stored elsewhere later proves that no earlier row was rewritten. */
      readonly hash: string;
      /** Number of rows that are not chained yet. */
      readonly waiting: number;
    }
  /** `seq` is the first row that fails verification, `fault` the reason. */
  | { readonly intact: false; readonly seq: number; readonly fault: AuditFault };

/** The log including its archived segments. */
export interface FullLog extends AuditLog {
  /** Store of the archived segments. */
  readonly objects: Pick<ObjectStore, "get">;
}

export interface AuditProgress {
  readonly rows: number;
  readonly total: number;
}

const rowsAtOnce = 1000;

/** Position up to which the chain is verified. */
interface Place {
  readonly seq: number;
  readonly hash: string;
  /** Age of the row's key: a chain continues only with the same or a newer key. */
  readonly keyAge: number;
}

/** Receives each verified row. */
export type OnVerifiedRow = (row: { readonly seq: number; readonly hash: string }) => void;

export async function verifyAudit(log: FullLog): Promise<AuditVerdict> {
  const walk = walkAudit(log);
  for (;;) {
    const step = await walk.next();
    if (step.done) return step.value;
  }
}

/**
 * Verifies the log without blocking writers. Yields after every thousand rows and returns the verdict. It also verifies
 * rows appended meanwhile: at the end it reads the last rows and the log's head in one snapshot.
 */
export async function* walkAudit(
  log: FullLog,
  seen: OnVerifiedRow = () => {},
): AsyncGenerator<AuditProgress, AuditVerdict> {
  const { db } = log;
  let place: Place = { seq: 0, hash: emptyHash, keyAge: Number.POSITIVE_INFINITY };
  const [head] = await db.select().from(auditHead);
  const total = head?.seq ?? 0;
  for (;;) {
    const rows = await rowsAfter(log, place.seq, total);
    const next = follow(log.keys, place, rows, seen);
    if ("intact" in next) return next;
    place = next;
    yield { rows: place.seq, total };
    if (rows.length === 0) break;
  }
  const oneMoment = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return onOneConnection(db, (one) =>
    one.transaction((tx) => end({ ...log, db: tx }, place, seen), oneMoment),
  );
}

/** The log, or one snapshot of it. */
type Moment = Omit<FullLog, "db"> & { readonly db: Database | Transaction };

/**
 * Returns the next rows from the oldest segment or from the database, or the fault that breaks the chain at this
 * position.
 */
async function rowsAfter(
  log: Moment,
  seq: number,
  until: number,
): Promise<readonly Row[] | AuditFault> {
  const archived = await archivedAfter(log, seq, until);
  if (archived) return archived;
  const rows = await log.db
    .select()
    .from(audit)
    .where(and(gt(audit.seq, seq), lte(audit.seq, until)))
    .orderBy(asc(audit.seq))
    .limit(rowsAtOnce);
  // Rows that left the database between the two queries are in the store by now.
  return rows[0]?.seq === seq + 1 ? rows : ((await archivedAfter(log, seq, until)) ?? rows);
}

/** Returns the next rows from a segment, or null when no segment contains them. */
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
    const loss = objectLossOf(error);
    if (loss === null) throw error;
    return loss === "missing" ? "missing" : "changed";
  }
}

/** Returns the position after these rows, or the verdict when the chain is broken. */
function follow(
  keys: AuditKeys,
  place: Place,
  rows: readonly Row[] | AuditFault,
  seen: OnVerifiedRow,
): Place | AuditVerdict {
  let { seq, hash, keyAge } = place;
  if (typeof rows === "string") return { intact: false, seq: seq + 1, fault: rows };
  for (const row of rows) {
    seq += 1;
    const age = keys.ageOf(row.keyId);
    if (row.seq !== seq) return { intact: false, seq, fault: "missing" };
    if (age === null) return { intact: false, seq, fault: "key-missing" };
    const fits = age <= keyAge && row.previousHash === hash && row.hash === hashOfRow(keys, row);
    if (!fits) return { intact: false, seq, fault: "changed" };
    hash = row.hash;
    keyAge = age;
    seen(row);
  }
  return { seq, hash, keyAge };
}

async function end(log: Moment, place: Place, seen: OnVerifiedRow): Promise<AuditVerdict> {
  const { db, keys } = log;
  const [head] = await db.select().from(auditHead);
  if (!head) return { intact: false, seq: 0, fault: "missing" };
  let at = place;
  for (;;) {
    const rows = await rowsAfter(log, at.seq, head.seq);
    const next = follow(keys, at, rows, seen);
    if ("intact" in next) return next;
    at = next;
    if (rows.length === 0) break;
  }
  if (at.seq < head.seq) return { intact: false, seq: at.seq + 1, fault: "missing" };
  if (at.hash !== head.hash) return { intact: false, seq: at.seq, fault: "changed" };
  const inserted = await strangerAmong(db, head.seq);
  if (inserted !== null) return { intact: false, seq: inserted, fault: "inserted" };
  const waiting = await checkWaiting(db, head.seq);
  return typeof waiting === "number"
    ? { intact: true, rows: at.seq, hash: at.hash, waiting }
    : waiting;
}

/** Returns the number of rows in the outbox, or a verdict when their numbers do not directly follow the head. */
async function checkWaiting(
  db: Database | Transaction,
  headSeq: number,
): Promise<number | AuditVerdict> {
  const { rows } = await db.execute<{ waiting: number; missing: string | null; last: string }>(
    sql`select (select count(*)::int from ${auditOutbox}) as waiting, last_number as last,
          (select min(number) from generate_series(${headSeq}::bigint + 1, last_number) as expected (number)
           where not exists (select from ${auditOutbox} where ${auditOutbox.number} = expected.number)) as missing
        from ${auditNumbers}`,
  );
  const [counted] = rows;
  if (!counted) return { intact: false, seq: headSeq + 1, fault: "missing" };
  if (counted.missing !== null)
    return { intact: false, seq: Number(counted.missing), fault: "missing" };
  const last = Number(counted.last);
  return counted.waiting === last - headSeq
    ? counted.waiting
    : { intact: false, seq: last + 1, fault: "inserted" };
}

/**
 * Finds a row that the walk did not cover: after the end, or in the database although a segment contains its number.
 */
async function strangerAmong(db: Database | Transaction, headSeq: number): Promise<number | null> {
  const [archived] = await db.select({ seq: max(auditSegments.lastSeq) }).from(auditSegments);
  // Two queries, each by its index: a combined one would scan all rows of the database.
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
