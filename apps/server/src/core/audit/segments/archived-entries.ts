/** Reads archived audit entries and skips segments that cannot contain a match. */
import { and, asc, desc, gt, gte, lt, type SQL, sql, sum } from "drizzle-orm";
import type { Database, Transaction } from "../../../infra/db/database.ts";
import { type auditEntries, auditSegments } from "../../../infra/db/schema/index.ts";
import { faultFields } from "../../../infra/log.ts";
import type { ObjectStore } from "../../../infra/object-store/object-store.ts";
import { objectLossOf } from "../../../infra/object-store/read-checked.ts";
import type { Warn } from "../../../infra/process-each-row.ts";
import {
  type AuditSearch,
  markNumber,
  matchesSearch,
  mayMatchSearch,
  searchMarks,
} from "./search-terms.ts";
import { type Row, readSegment } from "./segment-file.ts";

export interface ArchivedLog {
  readonly db: Database | Transaction;
  /** Store of the segments. */
  readonly objects: Pick<ObjectStore, "get">;
}

export interface ReadRange {
  readonly order: "latest-first" | "earliest-first";
  /** Starts after this entry in that order; undefined means from the beginning. */
  readonly after?: number | undefined;
  /** Called for a lost segment, which is then skipped. Without it, the error is thrown. */
  readonly onLoss?: (error: unknown) => void;
}

const segmentsAtOnce = 20;

/**
 * Yields matches segment by segment, including segments without a match. Query the database first: entries moved
 * meanwhile then occur twice instead of being missed.
 */
export async function* archivedEntries(
  { db, objects }: ArchivedLog,
  search: AuditSearch,
  { order, after, onLoss }: ReadRange,
): AsyncGenerator<readonly Row[]> {
  const isRising = order === "earliest-first";
  const { firstSeq, lastSeq, objectKey, objectSha256 } = auditSegments;
  const isWanted = matchesSearch(search);
  const mayBeWanted = mayMatchSearch(search);
  for (let place = after; ; ) {
    const segments = await db
      .select({ firstSeq, lastSeq, objectKey, objectSha256 })
      .from(auditSegments)
      .where(and(mayHold(search), afterPlace(isRising, place)))
      .orderBy(isRising ? asc(firstSeq) : desc(firstSeq))
      .limit(segmentsAtOnce);
    for (const segment of segments) {
      const cut = place;
      const isAfterCursor = ({ seq }: Row): boolean =>
        cut === undefined || (isRising ? seq > cut : seq < cut);
      const read = await readSegment(objects, segment, mayBeWanted).catch((error: unknown) => {
        if (!onLoss || objectLossOf(error) === null) throw error;
        onLoss(error);
        return [];
      });
      const rows = read.filter((row) => isAfterCursor(row) && isWanted(row));
      yield isRising ? rows : rows.reverse();
      place = isRising ? segment.lastSeq : segment.firstSeq;
    }
    if (segments.length < segmentsAtOnce) return;
  }
}

/** Counts matches from the index of segments, without opening any segment. */
export async function countArchived({ db }: Pick<ArchivedLog, "db">): Promise<number> {
  const { firstSeq, lastSeq } = auditSegments;
  const [all] = await db
    .select({ entries: sum(sql`${lastSeq} - ${firstSeq} + 1`).mapWith(Number) })
    .from(auditSegments);
  return all?.entries ?? 0;
}

/** Returns all matches, earliest first. Suits small results, such as one student or one run. */
export async function readArchived(log: ArchivedLog, search: AuditSearch): Promise<readonly Row[]> {
  const matches: Row[] = [];
  for await (const rows of archivedEntries(log, search, { order: "earliest-first" }))
    matches.push(...rows);
  return matches;
}

/**
 * Runs `readArchived` for each query, on behalf of a student. A lost segment is reported and does not block the rest.
 */
export async function readArchivedSkippingLost(
  { warn, ...log }: ArchivedLog & { readonly warn: Warn },
  each: readonly AuditSearch[],
): Promise<{ readonly rows: readonly Row[]; readonly isComplete: boolean }> {
  const rows: Row[] = [];
  let isComplete = true;
  const onLoss = (error: unknown): void => {
    isComplete = false;
    warn(
      faultFields(error),
      "a segment of the audit log is not in the object store as it was put there",
    );
  };
  for (const search of each)
    for await (const some of archivedEntries(log, search, { order: "earliest-first", onLoss }))
      rows.push(...some);
  return { rows, isComplete };
}

type StoredRow = typeof auditEntries.$inferSelect;

/** Merges entries of the database, queried first, with those of the segments: without duplicates, earliest first. */
export function mergeArchived(
  stored: readonly StoredRow[],
  archived: readonly Row[],
): readonly StoredRow[] {
  const all = new Map<number, StoredRow>();
  for (const { seq, at, actor, action, subject, details } of archived)
    all.set(seq, { place: seq, at, actor, action, subject, details });
  for (const entry of stored) all.set(entry.place, entry);
  return [...all.values()].sort((one, other) => one.place - other.place);
}

const mayHold = (search: AuditSearch): SQL | undefined =>
  and(
    ...searchMarks(search).map(
      (list) =>
        sql`${auditSegments.marks} && ${sql.param(list.map((mark) => String(markNumber(mark))))}::bigint[]`,
    ),
    search.from && gte(auditSegments.lastAt, search.from),
    search.until && lt(auditSegments.firstAt, search.until),
  );

function afterPlace(isRising: boolean, place: number | undefined): SQL | undefined {
  if (place === undefined) return undefined;
  return isRising ? gt(auditSegments.lastSeq, place) : lt(auditSegments.firstSeq, place);
}
