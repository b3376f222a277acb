/**
 * Audit log: in words and latest first in the list, raw and earliest first in the export. Every filter uses an index.
 */
import {
  auditActionLabel,
  auditDetailLabel,
  auditDetailValue,
  type auditList,
  auditSubjects,
  type Bilingual,
  isAuditSubject,
  isRole,
  roles,
} from "@gradphoto/domain";
import {
  idSchema,
  type ParsedInput,
  type RouteAnswer,
  routeDefinitions,
} from "@gradphoto/domain/routes";
import { and, inArray } from "drizzle-orm";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { matchingEntries } from "../core/audit/matching-entries.ts";
import {
  archivedEntries,
  countArchived,
  type ReadRange,
} from "../core/audit/segments/archived-entries.ts";
import type { FullLog } from "../core/audit/verify-audit.ts";
import { type Refusal, refuse } from "../core/call.ts";
import type { FileOf, Scope } from "../core/file-rows.ts";
import { byNumber, type PageQuery, readPage } from "../core/page.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { audit, staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

type Query = ParsedInput<"listAudit">["query"];
type Row = typeof audit.$inferSelect;
type Entry = RouteAnswer<"listAudit">["entries"][number];

/** Chains waiting rows before the first page, because unchained rows have no number for a cursor. */
async function readEntries(log: FullLog, order: ReadRange["order"], query: Query, page: PageQuery) {
  const { db } = log;
  if (page.after === undefined) await chainWaiting(log);
  const { search, whereMatching } = await matchingEntries(db, query);
  let isCutShort = false;
  const read = await readPage(page, {
    key: byNumber(order, audit.seq),
    select: async (cut) => {
      const stored = await db
        .select()
        .from(audit)
        .where(and(whereMatching, cut.whereNext))
        .orderBy(...cut.order)
        .limit(cut.limit);
      const after = page.after === undefined ? undefined : Number(page.after);
      const both = await pageOfBoth(stored, archivedEntries(log, search, { order, after }), {
        order,
        limit: cut.limit,
      });
      isCutShort = both.isCutShort;
      return both.rows;
    },
    keyOf: ({ seq }) => seq,
  });
  return { ...read, isCutShort };
}

/** Limit of segments opened per page, which takes some seconds. An export has no limit. */
const mostSegments = 200;

/** Archived entries always precede those in the database. */
async function pageOfBoth(
  stored: readonly Row[],
  archived: AsyncIterable<readonly Row[]>,
  { order, limit }: { readonly order: ReadRange["order"]; readonly limit: number },
): Promise<{ readonly rows: readonly Row[]; readonly isCutShort: boolean }> {
  if (order === "latest-first" && stored.length === limit)
    return { rows: stored, isCutShort: false };
  const inBoth = new Set(stored.map(({ seq }) => seq));
  const matches: Row[] = [];
  const wanted = order === "latest-first" ? limit - stored.length : limit;
  let opened = 0;
  let isCutShort = false;
  for await (const rows of archived) {
    matches.push(...rows.filter(({ seq }) => !inBoth.has(seq)));
    opened += 1;
    if (matches.length >= wanted) break;
    isCutShort = order === "latest-first" && opened === mostSegments;
    if (isCutShort) break;
  }
  const rows = (order === "latest-first" ? [...stored, ...matches] : [...matches, ...stored]).slice(
    0,
    limit,
  );
  return { rows, isCutShort };
}

export interface ListDeps extends FullLog {
  readonly sealer: Sealer;
}

export async function listAudit(
  log: ListDeps,
  query: Query,
): Promise<RouteAnswer<"listAudit"> | Refusal> {
  const { rows, next, isCutShort } = await readEntries(log, "latest-first", query, query);
  const last = rows.at(-1);
  if (isCutShort && !last) return refuse("audit-search-too-wide", {});
  const names = await namesOf(log, rows);
  // A page cut short continues after its last match.
  const cursor = isCutShort && last ? String(last.seq) : next;
  return { entries: rows.map((row) => present(row, names)), next: cursor };
}

const queryOf = ({ filters }: Scope): Query =>
  routeDefinitions.listAudit.query.parse({ ...filters, limit: 1 });

export const auditFile = (log: FullLog): FileOf<typeof auditList> => ({
  count: async (scope) => {
    await chainWaiting(log);
    const { search, whereMatching } = await matchingEntries(log.db, queryOf(scope));
    let count = await log.db.$count(audit, whereMatching);
    if (Object.values(search).every((one) => one === undefined))
      return count + (await countArchived(log));
    for await (const rows of archivedEntries(log, search, { order: "earliest-first" }))
      count += rows.length;
    return count;
  },
  page: async (scope, page) => {
    const { rows, next } = await readEntries(log, "earliest-first", queryOf(scope), page);
    const cells = rows.map(({ at, details, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actionLabel: auditActionLabel(row.action),
      detailsLabel: joined(presentDetails(row.action, details)),
      detailsText: JSON.stringify(details),
    }));
    return { rows: cells, next };
  },
});

async function namesOf(
  { db, sealer }: ListDeps,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [
    ...new Set(rows.flatMap(({ actor, subject }) => [actor, subject].map(idIn).filter(isId))),
  ];
  if (ids.length === 0) return new Map();
  const people = await db.select(staffNameColumns(staff)).from(staff).where(inArray(staff.id, ids));
  return new Map(people.map((person) => [person.id, staffName(sealer, person)]));
}

const isId = (text: string): boolean => idSchema.safeParse(text).success;

const kindIn = (text: string): string => text.split(":")[0] ?? "";
const idIn = (text: string): string => text.split(":").slice(1).join(":");

function present(row: Row, names: ReadonlyMap<string, string>): Entry {
  const { seq, at, actor, action, subject, details, hash } = row;
  const [role, id] = [kindIn(actor), idIn(actor)];
  const subjectId = idIn(subject);
  const subjectKind = kindIn(subject);
  return {
    seq,
    at: at.toISOString(),
    actor,
    actorLabel: named(isRole(role) ? roles[role] : null, role),
    actorName: names.get(id) ?? null,
    action,
    actionLabel: auditActionLabel(action),
    subject,
    subjectLabel: named(
      isAuditSubject(subjectKind) ? auditSubjects[subjectKind] : null,
      subjectKind,
      names.get(subjectId),
    ),
    subjectId,
    details: presentDetails(action, details),
    hash,
  };
}

function named(label: Bilingual | null, code: string, name?: string): Bilingual {
  const { zh, en } = label ?? { zh: code, en: code };
  return name === undefined ? { zh, en } : { zh: `${zh} ${name}`, en: `${en} ${name}` };
}

const isFields = (details: unknown): details is Readonly<Record<string, unknown>> =>
  typeof details === "object" && details !== null;

/** Omits the move, which the action states already, and null values. */
const isNotified = ([name, value]: [string, unknown]): boolean => name !== "move" && value !== null;

/** The database does not preserve key order, so the old value is placed before the new one. */
const inOrder = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  rank(one) - rank(other);

const rank = (name: string): number => (name === "from" || name === "was" ? 0 : 1);

const presentDetails = (action: string, details: unknown): Entry["details"] =>
  isFields(details)
    ? Object.entries(details).filter(isNotified).sort(inOrder).map(presentDetail(action))
    : [];

/** One text for a cell of a file. */
const joined = (details: Entry["details"]): Bilingual => ({
  zh: details.map(({ label, value }) => `${label.zh}：${value.zh}`).join("；"),
  en: details.map(({ label, value }) => `${label.en}: ${value.en}`).join("; "),
});

const presentDetail =
  (action: string) =>
  ([name, value]: [string, unknown]): Entry["details"][number] => ({
    name,
    label: auditDetailLabel(name),
    value: auditDetailValue(action, name, value),
  });
