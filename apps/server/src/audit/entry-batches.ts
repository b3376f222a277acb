/** Reads the audit log in batches: archived entries first, then those in the database. */
import type { AuditAction } from "@gradphoto/domain";
import { and, asc, gt, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import {
  type ArchivedLog,
  archivedEntries,
  mergeArchived,
} from "../core/audit/segments/archived-entries.ts";
import type { AuditSearch } from "../core/audit/segments/search-terms.ts";
import { audit, auditEntries, auditHead } from "../infra/db/schema/index.ts";

type Row = typeof auditEntries.$inferSelect;

interface Period {
  readonly from: Date;
  readonly until: Date;
  readonly actorId: string | null;
}

const rowsAtOnce = 5000;

/** Yields the entries of these actions in the period, first the archived ones. `actorId` null: of everybody. */
export async function* entryBatches(
  log: ArchivedLog,
  actions: readonly AuditAction[],
  { from, until, actorId }: Period,
): AsyncGenerator<readonly Row[]> {
  const { db } = log;
  yield* archivedBatches(log, {
    actions,
    from,
    until,
    ...(actorId !== null && { actorIds: [actorId] }),
  });
  const whereWanted = and(
    inArray(auditEntries.action, [...actions]),
    gte(auditEntries.at, from),
    lt(auditEntries.at, until),
    actorId === null ? undefined : sql`split_part(${auditEntries.actor}, ':', 2) = ${actorId}`,
    await stretchOf(db, from, until),
  );
  yield* storedBatches(db, whereWanted, 0);
}

export async function* archivedBatches(
  log: ArchivedLog,
  search: AuditSearch,
): AsyncGenerator<readonly Row[]> {
  for await (const rows of archivedEntries(log, search, { order: "earliest-first" }))
    if (rows.length > 0) yield mergeArchived([], rows);
}

/** Yields entries after `start`, in order. */
export async function* storedBatches(
  db: ArchivedLog["db"],
  whereWanted: SQL | undefined,
  start: number,
): AsyncGenerator<readonly Row[]> {
  for (let after = start; ; ) {
    const rows = await db
      .select()
      .from(auditEntries)
      .where(and(whereWanted, gt(auditEntries.place, after)))
      .orderBy(asc(auditEntries.place))
      .limit(rowsAtOnce);
    after = rows.at(-1)?.place ?? after;
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAtOnce) return;
  }
}

/** Clock skew between machines is bounded by this value, so rows are almost in time order. */
const clocksApartMs = 600_000;

/** Unchained rows follow the head, whatever their time. */
async function stretchOf(db: ArchivedLog["db"], from: Date, until: Date): Promise<SQL | undefined> {
  const [head] = await db.select({ seq: auditHead.seq }).from(auditHead);
  const chained = head?.seq ?? 0;
  const seqAt = async (at: Date): Promise<number> => {
    const [next] = await db
      .select({ seq: audit.seq })
      .from(audit)
      .where(gte(audit.at, at))
      .orderBy(audit.at)
      .limit(1);
    return next?.seq ?? chained + 1;
  };
  const first = await seqAt(new Date(from.getTime() - clocksApartMs));
  const last = await seqAt(new Date(until.getTime() + clocksApartMs));
  return and(
    gte(auditEntries.place, first),
    or(lte(auditEntries.place, last), gt(auditEntries.place, chained)),
  );
}
