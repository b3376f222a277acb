/** Moves the oldest entries of the audit log to the object store, as they were chained: nothing of what proves them is lost. */
import { asc, between, max } from "drizzle-orm";
import { inTransaction } from "../../../infra/db/database.ts";
import { audit, auditSegments } from "../../../infra/db/schema/index.ts";
import { keepObject, type ObjectDeps, storeObject } from "../../../infra/object-store/kept-objects.ts";
import { sha256Of } from "../../../infra/object-store/read-checked.ts";
import { packSegment, type Row, readSegment } from "./segment-file.ts";
import { markNumber, marksOf } from "./sought.ts";

/** A quarter of a megabyte packed: one student's entries are read in a moment. */
export const entriesOfSegment = 5000;

export interface Archived {
  readonly entries: number;
  readonly segments: number;
  /** Packed, in the store. */
  readonly bytes: number;
}

/** Yields after each segment. `deps.db`: of the tables' owner, from whom alone an entry leaves. Archives every entry older than `until` that has no newer entry before it in the chain. */
export async function* archiveAudit(deps: ObjectDeps, until: Date): AsyncGenerator<Archived> {
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

/** The next of a segment. Where the first stands that stays, no index tells: times are nearly in the order of the log, and no more. */
async function oldest({ db }: ObjectDeps, until: Date): Promise<readonly Row[]> {
  const [last] = await db.select({ seq: max(auditSegments.lastSeq) }).from(auditSegments);
  const first = (last?.seq ?? 0) + 1;
  const rows = await db
    .select()
    .from(audit)
    .where(between(audit.seq, first, first + entriesOfSegment - 1))
    .orderBy(asc(audit.seq));
  const stays = rows.findIndex(({ at }) => at >= until);
  return stays === -1 ? rows : rows.slice(0, stays);
}

/** Its bytes in the store. They are read once more before an entry goes. */
async function moveOut(deps: ObjectDeps, rows: readonly Row[]): Promise<number> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || last.seq - first.seq + 1 !== rows.length) throw new Error("The audit log has a gap");
  const packed = packSegment(rows);
  const stored = { objectKey: await storeObject(deps, "audit-segments", packed), objectSha256: sha256Of(packed) };
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
    await keepObject(tx, stored.objectKey);
    const deleted = await tx.delete(audit).where(between(audit.seq, first.seq, last.seq));
    if (deleted.rowCount !== rows.length) throw new Error("The audit log was changed while it was archived");
  });
  return packed.length;
}
