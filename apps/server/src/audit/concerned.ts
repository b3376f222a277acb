/** Whose data staff saw or took within a stretch of time, by the audit log: whom a leak concerns. */
import type { AuditAction } from "@gradphoto/domain";
import { and, asc, eq, gt, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../infra/db/database.ts";
import { attempts, audit, auditEntries, collections, projects } from "../infra/db/schema/index.ts";

export interface BreachScope {
  readonly from: Date;
  readonly until: Date;
  /** Of staff; null: whoever it was. */
  readonly staffId: string | null;
  /** null: of every project. */
  readonly projectId: string | null;
}

export interface Concerned {
  readonly collectionId: string;
  readonly accountId: string;
  readonly schoolCode: string;
  readonly projectId: string;
  readonly action: string;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** A list that was taken out: its rows are in no entry, and have to be asked for again. */
export interface TakenList {
  readonly at: Date;
  readonly actor: string;
  readonly subject: string;
  /** What was asked for: kind, filters, school, number of rows; null: the entry is not in the log. */
  readonly asked: unknown;
}

const seeing = [
  "look-at-picture",
  "photo-downloaded",
  "look-at-collection",
  "move:take-evidence",
  "collections-searched",
] as const satisfies readonly AuditAction[];
const starting = "export-started" satisfies AuditAction;
const taking = "export-downloaded" satisfies AuditAction;

type Row = typeof auditEntries.$inferSelect;
type Found = Pick<Concerned, "collectionId" | "accountId" | "schoolCode" | "projectId">;

const rowsAtOnce = 5000;

/** Piece by piece: each collection in one row for each action. `unknown`: entries about what is not here any more. */
export async function findConcerned(db: Database, scope: BreachScope) {
  const concerned = new Map<string, Concerned>();
  const taken: Row[] = [];
  let unknown = 0;
  for await (const rows of entriesOf(db, scope)) {
    const found = await collectionsOf(db, rows);
    for (const row of rows) {
      if (row.action === taking) {
        taken.push(row);
        continue;
      }
      for (const subject of subjectsOf(row)) {
        const collection = found.get(subject);
        if (!collection) unknown += 1;
        else if (scope.projectId === null || collection.projectId === scope.projectId) note(concerned, collection, row);
      }
    }
  }
  return { concerned: [...concerned.values()], lists: await listsAmong(db, taken), unknown };
}

/** Each photo of a ZIP has an entry of its own. */
async function listsAmong(db: Database, taken: readonly Row[]): Promise<readonly TakenList[]> {
  const subjects = [...new Set(taken.map(({ subject }) => subject))];
  const started = await db
    .select({ subject: auditEntries.subject, details: auditEntries.details })
    .from(auditEntries)
    .where(and(sql`${auditEntries.subject} = any(${sql.param(subjects)}::text[])`, eq(auditEntries.action, starting)));
  const asked = new Map(started.map(({ subject, details }) => [subject, details]));
  return taken
    .map(({ at, actor, subject }) => ({ at, actor, subject, asked: asked.get(subject) ?? null }))
    .filter((one) => !ofPhotos.safeParse(one.asked).success);
}

const ofPhotos = z.object({ format: z.literal("zip") });

function note(concerned: Map<string, Concerned>, collection: Found, { action, at }: Row): void {
  const key = `${collection.collectionId} ${action}`;
  const before = concerned.get(key) ?? { ...collection, action, times: 0, firstAt: at, lastAt: at };
  concerned.set(key, {
    ...before,
    times: before.times + 1,
    firstAt: at < before.firstAt ? at : before.firstAt,
    lastAt: at > before.lastAt ? at : before.lastAt,
  });
}

async function* entriesOf(db: Database, { from, until, staffId }: BreachScope): AsyncGenerator<readonly Row[]> {
  const isWanted = and(
    inArray(auditEntries.action, [...seeing, taking]),
    gte(auditEntries.at, from),
    lt(auditEntries.at, until),
    staffId === null ? undefined : sql`split_part(${auditEntries.actor}, ':', 2) = ${staffId}`,
    await stretchOf(db, from, until),
  );
  for (let after = 0; ; ) {
    const rows = await db
      .select()
      .from(auditEntries)
      .where(and(isWanted, gt(auditEntries.place, after)))
      .orderBy(asc(auditEntries.place))
      .limit(rowsAtOnce);
    after = rows.at(-1)?.place ?? after;
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAtOnce) return;
  }
}

/** Further apart the clocks of two machines are not: rows stand about in the order of their time. */
const clocksApartMs = 600_000;
/** Where rows stand that are not chained yet. */
const waiting = 1e15;

async function stretchOf(db: Database, from: Date, until: Date): Promise<SQL | undefined> {
  const seqAt = async (at: Date): Promise<number> => {
    const [next] = await db.select({ seq: audit.seq }).from(audit).where(gte(audit.at, at)).orderBy(audit.at).limit(1);
    return next?.seq ?? waiting;
  };
  const first = await seqAt(new Date(from.getTime() - clocksApartMs));
  const last = await seqAt(new Date(until.getTime() + clocksApartMs));
  return and(
    gte(auditEntries.place, first),
    or(sql`${auditEntries.place} <= ${last}`, gt(auditEntries.place, waiting)),
  );
}

const searched = z.object({ found: z.array(z.string()) });
const idIn = (subject: string): string => subject.split(":").slice(1).join(":");

const subjectsOf = ({ action, subject, details }: Row): readonly string[] =>
  action === "collections-searched" ? searched.parse(details).found.map((id) => `collection:${id}`) : [subject];

/** By the subject of the entry, "attempt:…" or "collection:…". */
async function collectionsOf(db: Database, rows: readonly Row[]): Promise<ReadonlyMap<string, Found>> {
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
    ...ofAttempts.map(({ attemptId, ...found }) => [`attempt:${attemptId}`, found] as const),
    ...direct.map((found) => [`collection:${found.collectionId}`, found] as const),
  ]);
}
