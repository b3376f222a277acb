/** The audit log in words, latest first, page by page: every filter by an index. */
import {
  auditActionLabel,
  auditDetailLabel,
  auditDetailValue,
  auditSubjects,
  type Bilingual,
  isAuditSubject,
  isRole,
  roles,
} from "@gradphoto/domain";
import { idSchema, type ParsedInput, type RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, inArray, lt } from "drizzle-orm";
import { matchingEntries } from "../core/audit/matching-entries.ts";
import type { Database } from "../infra/db/database.ts";
import { audit, staff } from "../infra/db/schema/index.ts";

type Query = ParsedInput<"listAudit">["query"];
type Row = typeof audit.$inferSelect;
type Entry = RouteAnswer<"listAudit">["entries"][number];

export async function listAudit(db: Database, query: Query): Promise<RouteAnswer<"listAudit">> {
  const { limit, after } = query;
  const found = await db
    .select()
    .from(audit)
    .where(and(await matchingEntries(db, query), after === undefined ? undefined : lt(audit.seq, Number(after))))
    .orderBy(desc(audit.seq))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const usernames = await usernamesOf(db, rows);
  const last = rows.at(-1);
  return {
    entries: rows.map((row) => present(row, usernames)),
    next: found.length > limit && last ? String(last.seq) : null,
  };
}

async function usernamesOf(db: Database, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ actor, subject }) => [actor, subject].map(idIn).filter(isId)))];
  if (ids.length === 0) return new Map();
  const found = await db.select({ id: staff.id, username: staff.username }).from(staff).where(inArray(staff.id, ids));
  return new Map(found.map(({ id, username }) => [id, username]));
}

const isId = (text: string): boolean => idSchema.safeParse(text).success;

const kindIn = (text: string): string => text.split(":")[0] ?? "";
const idIn = (text: string): string => text.split(":").slice(1).join(":");

function present(row: Row, usernames: ReadonlyMap<string, string>): Entry {
  const { seq, at, actor, action, subject, details, hash } = row;
  const [role, id] = [kindIn(actor), idIn(actor)];
  const subjectId = idIn(subject);
  const subjectKind = kindIn(subject);
  return {
    seq,
    at: at.toISOString(),
    actor,
    actorLabel: named(isRole(role) ? roles[role] : null, role, usernames.get(id)),
    action,
    actionLabel: auditActionLabel(action),
    subject,
    subjectLabel: named(
      isAuditSubject(subjectKind) ? auditSubjects[subjectKind] : null,
      subjectKind,
      usernames.get(subjectId),
    ),
    subjectId,
    details: isFields(details) ? Object.entries(details).filter(isTold).sort(fromFirst).map(presentDetail(action)) : [],
    hash,
  };
}

function named(label: Bilingual | null, code: string, name: string | undefined): Bilingual {
  const { zh, en } = label ?? { zh: code, en: code };
  return name === undefined ? { zh, en } : { zh: `${zh} ${name}`, en: `${en} ${name}` };
}

const isFields = (details: unknown): details is Readonly<Record<string, unknown>> =>
  typeof details === "object" && details !== null;

/** The move is the action itself; what is null says nothing. */
const isTold = ([name, value]: [string, unknown]): boolean => name !== "move" && value !== null;

/** The database keeps no order of its own: where it came from stands before where it went. */
const fromFirst = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  Number(other === "from") - Number(one === "from");

const presentDetail =
  (action: string) =>
  ([name, value]: [string, unknown]): Entry["details"][number] => ({
    name,
    label: auditDetailLabel(name),
    value: auditDetailValue(action, name, value),
  });
