/** Moves the oldest audit entries to the object store, chained as they were, so that they remain verifiable. */
import { asc, between, max } from "drizzle-orm";
import { inTransaction } from "../../../infra/db/database.ts";
import { audit, auditSegments } from "../../../infra/db/schema/index.ts";
import { sha256Of } from "../../../infra/object-store/read-checked.ts";
import {
  type ObjectDeps,
  retainObject,
  storeObject,
} from "../../../infra/object-store/stored-objects.ts";
import { markNumber, marksOf } from "./search-terms.ts";
import { packSegment, type Row, readSegment } from "./segment-file.ts";

/** Entries per segment. Compressed it has about a quarter of a megabyte, so reading one student's entries is fast. */
const entriesOfSegment = 5000;

export interface ArchiveResult {
  readonly entries: number;
  readonly segments: number;
  /** Compressed size in the store. */
  readonly bytes: number;
}

/**
 * Archives every entry older than `until` that has no newer entry before it in the chain. Yields after each segment.
 * `deps.db` must connect as the owner of the tables, the only role that may delete entries.
 */
export async function* archiveAudit(deps: ObjectDeps, until: Date): AsyncGenerator<ArchiveResult> {
  let archived = { entries: 0, segments: 0, bytes: 0 };
  for (;;) {
    const rows = await oldest(deps, until);
    if (rows.length === 0) return;
    const bytes = await moveOut(deps, rows);
    archived = {
      entries: archived.entries + rows.length,
      segments: archived.segments + 1,
      bytes: archived.bytes + bytes,
    };
    yield archived;
  }
}

/**
 * Selects the entries of the next segment. Times are only nearly in the order of the log, so no index finds the first
 * entry to retain.
 */
async function oldest({ db }: ObjectDeps, until: Date): Promise<readonly Row[]> {
  const [last] = await db.select({ seq: max(auditSegments.lastSeq) }).from(auditSegments);
  const first = (last?.seq ?? 0) + 1;
  const rows = await db
    .select()
    .from(audit)
    .where(between(audit.seq, first, first + entriesOfSegment - 1))
    .orderBy(asc(audit.seq));
  const firstRetained = rows.findIndex(({ at }) => at >= until);
  return firstRetained === -1 ? rows : rows.slice(0, firstRetained);
}

/** Writes the entries to the store, reads them back, and only then deletes them. Returns the stored size. */
async function moveOut(deps: ObjectDeps, rows: readonly Row[]): Promise<number> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || last.seq - first.seq + 1 !== rows.length)
    throw new Error("The audit log has a gap");
  const packed = packSegment(rows);
  const stored = {
    objectKey: await storeObject(deps, "audit-segments", packed),
    objectSha256: sha256Of(packed),
  };
  if (JSON.stringify(await readSegment(deps.objects, stored)) !== JSON.stringify(rows)) {
    throw new Error("A segment of the audit log does not read as it was written");
  }
  const times = rows.map(({ at }) => at.getTime()).sort((one, other) => one - other);
  const marks = [...new Set(rows.flatMap(marksOf))].map(markNumber);
  await inTransaction(deps.db, async (tx) => {
    await tx.insert(auditSegments).values({
      ...stored,
      ...{ firstSeq: first.seq, lastSeq: last.seq, marks },
      firstAt: new Date(times[0] ?? 0),
      lastAt: new Date(times.at(-1) ?? 0),
    });
    await retainObject(tx, stored.objectKey);
    const deleted = await tx.delete(audit).where(between(audit.seq, first.seq, last.seq));
    if (deleted.rowCount !== rows.length)
      throw new Error("The audit log was changed while it was archived");
  });
  return packed.length;
}
