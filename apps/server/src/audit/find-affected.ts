/** Students whose data staff or schools' systems read in a period, from the audit log: the people affected by a leak. */
import type { AuditAction } from "@gradphoto/domain";
import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import {
  type ArchivedLog,
  mergeArchived,
  readArchived,
} from "../core/audit/segments/archived-entries.ts";
import { attempts, auditEntries, collections, projects } from "../infra/db/schema/index.ts";
import { archivedBatches, entryBatches, storedBatches } from "./entry-batches.ts";

export interface BreachScope {
  readonly from: Date;
  readonly until: Date;
  /** Staff member or API key; null: all of them. */
  readonly actorId: string | null;
  /** null: every project. */
  readonly projectId: string | null;
}

export interface AffectedCollection {
  readonly collectionId: string;
  readonly accountId: string;
  readonly schoolCode: string;
  readonly projectId: string;
  readonly action: string;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** A downloaded list: its rows are not in the log and must be requested again. */
export interface DownloadedList {
  readonly at: Date;
  readonly actor: string;
  readonly subject: string;
  /** Request of the export: kind, filters, school, number of rows; null: its entry is missing. */
  readonly filters: unknown;
}

const photoTaken = "photo-downloaded" satisfies AuditAction;
const seeing = [
  "look-at-picture",
  photoTaken,
  "look-at-collection",
  "look-at-phone",
  "move:take-evidence",
  "student-named",
  "student-displayed",
  "collections-searched",
] as const satisfies readonly AuditAction[];
const starting = "export-started" satisfies AuditAction;
const taking = "export-downloaded" satisfies AuditAction;
/** A list that a page displays, without a file. */
const numbersTaken = "look-at-started-numbers" satisfies AuditAction;
const isTaking = ({ action }: Pick<Row, "action">): boolean =>
  action === taking || action === numbersTaken;

type Row = typeof auditEntries.$inferSelect;
type Seen = Pick<Row, "at">;
type Match = Pick<AffectedCollection, "collectionId" | "accountId" | "schoolCode" | "projectId">;

/**
 * Call it within one database snapshot. Works in batches and combines the entries per collection and action. `unknown`:
 * entries about deleted objects.
 */
export async function findAffected(log: ArchivedLog, scope: BreachScope) {
  const { db } = log;
  const concerned = new Map<string, AffectedCollection>();
  const taken: Row[] = [];
  const ofOwnEntries = new Set<string>();
  const unknown = new Set<string>();
  const report = async (
    rows: readonly Row[],
    timesOf: (row: Row) => readonly Seen[],
  ): Promise<void> => {
    const collectionBySubject = await collectionsOf(db, rows);
    for (const row of rows) {
      for (const subject of subjectsOf(row)) {
        const collection = collectionBySubject.get(subject);
        if (!collection) unknown.add(`${row.place} ${subject}`);
        else if (scope.projectId === null || collection.projectId === scope.projectId)
          for (const { at } of timesOf(row))
            note(concerned, collection, { action: row.action, at });
      }
    }
  };
  for await (const rows of entryBatches(log, [...seeing, taking, numbersTaken], scope)) {
    taken.push(...rows.filter(isTaking));
    const seen = rows.filter((row) => !isTaking(row));
    for (const row of seen) ofOwnEntries.add(zipOf(row));
    await report(seen, (row) => [row]);
  }
  const { zips, lists } = await byKind(log, taken);
  const repeated = new Map(
    [...zips].map(([zip, times]) => [zip, ofOwnEntries.has(zip) ? times.slice(1) : times]),
  );
  for await (const rows of photosOf(log, repeated))
    await report(rows, (row) => repeated.get(zipOf(row)) ?? []);
  return { concerned: [...concerned.values()], lists, unknown: unknown.size };
}

/** Separates ZIPs, by subject, from lists. */
async function byKind(log: ArchivedLog, taken: readonly Row[]) {
  const subjects = [...new Set(taken.map(({ subject }) => subject))];
  const stored = await log.db
    .select()
    .from(auditEntries)
    .where(
      and(
        sql`${auditEntries.subject} = any(${sql.param(subjects)}::text[])`,
        eq(auditEntries.action, starting),
      ),
    );
  const started = mergeArchived(stored, await readArchived(log, { subjects, actions: [starting] }));
  const startedDetails = new Map(started.map(({ subject, details }) => [subject, details]));
  const zips = new Map<string, readonly Seen[]>();
  const lists: DownloadedList[] = [];
  for (const { at, actor, subject, action, details } of taken) {
    const one =
      action === numbersTaken ? { action, details } : (startedDetails.get(subject) ?? null);
    if (ofPhotos.safeParse(one).success) zips.set(subject, [...(zips.get(subject) ?? []), { at }]);
    else lists.push({ at, actor, subject, filters: one });
  }
  return { zips, lists };
}

/**
 * Photos of ZIPs that were downloaded repeatedly. Their entries were written at the first download of each ZIP, at any
 * earlier time.
 */
async function* photosOf(
  log: ArchivedLog,
  repeated: ReadonlyMap<string, readonly Seen[]>,
): AsyncGenerator<readonly Row[]> {
  const { db } = log;
  const subjects = [...repeated]
    .filter(([, times]) => times.length > 0)
    .map(([subject]) => subject);
  if (subjects.length === 0) return;
  const ids = subjects.map(idIn);
  const whereOfThem = and(
    eq(auditEntries.action, photoTaken),
    sql`${auditEntries.details} ->> 'export' = any(${sql.param(ids)}::text[])`,
  );
  const [first] = await db
    .select({ place: auditEntries.place })
    .from(auditEntries)
    .where(
      and(
        sql`${auditEntries.subject} = any(${sql.param(subjects)}::text[])`,
        eq(auditEntries.action, taking),
      ),
    )
    .orderBy(asc(auditEntries.place))
    .limit(1);
  yield* archivedBatches(log, { actions: [photoTaken], exportIds: ids });
  const isAlreadyTaken = (await readArchived(log, { actions: [taking], subjects })).length > 0;
  yield* storedBatches(db, whereOfThem, isAlreadyTaken ? 0 : (first?.place ?? 0));
}

const ofZip = z.object({ export: z.string() });
const ofPhotos = z.object({ format: z.literal("zip") });

/** Subject of the ZIP that contained the photo; empty for other actions. */
function zipOf({ action, details }: Row): string {
  const of = action === photoTaken ? ofZip.safeParse(details) : null;
  return of?.success ? `export:${of.data.export}` : "";
}

function note(
  concerned: Map<string, AffectedCollection>,
  collection: Match,
  { action, at }: Pick<Row, "action" | "at">,
): void {
  const key = `${collection.collectionId} ${action}`;
  const previous = concerned.get(key) ?? {
    ...collection,
    action,
    times: 0,
    firstAt: at,
    lastAt: at,
  };
  concerned.set(key, {
    ...previous,
    times: previous.times + 1,
    firstAt: at < previous.firstAt ? at : previous.firstAt,
    lastAt: at > previous.lastAt ? at : previous.lastAt,
  });
}

const searched = z.object({ matches: z.array(z.string()) });
const idIn = (subject: string): string => subject.split(":").slice(1).join(":");

const subjectsOf = ({ action, subject, details }: Row): readonly string[] =>
  action === "collections-searched"
    ? searched.parse(details).matches.map((id) => `collection:${id}`)
    : [subject];

/** Collections by subject of the entry, "attempt:…" or "collection:…". */
async function collectionsOf(
  db: ArchivedLog["db"],
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Match>> {
  const subjects = rows.filter(({ action }) => action !== taking).flatMap(subjectsOf);
  const idsOf = (kind: string) => [
    ...new Set(subjects.filter((one) => one.startsWith(`${kind}:`)).map((one) => idIn(one))),
  ];
  const columns = {
    collectionId: collections.id,
    accountId: collections.accountId,
    schoolCode: projects.schoolCode,
    projectId: projects.id,
  };
  const isIn = (column: typeof collections.id | typeof attempts.id, ids: readonly string[]) =>
    sql`${column} = any(${sql.param(ids)}::uuid[])`;
  const ofAttempts = await db
    .select({ attemptId: attempts.id, ...columns })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(isIn(attempts.id, idsOf("attempt")));
  const direct = await db
    .select(columns)
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(isIn(collections.id, idsOf("collection")));
  return new Map([
    ...ofAttempts.map(({ attemptId, ...matches }) => [`attempt:${attemptId}`, matches] as const),
    ...direct.map((matches) => [`collection:${matches.collectionId}`, matches] as const),
  ]);
}
