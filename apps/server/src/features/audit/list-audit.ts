/** The audit log in words, latest first, page by page: every filter by an index. */
import {
  type AuditSubject,
  allAuditSubjects,
  auditActionLabel,
  auditDetailLabel,
  auditDetailValue,
  auditSubjects,
  type Bilingual,
  isAuditSubject,
  isRole,
  roles,
} from "@gradphoto/contract";
import type { ParsedInput, RouteAnswer } from "@gradphoto/contract/routes";
import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { audit, staff } from "../../infra/db/schema/index.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { onDays, startOfDay } from "../collections/on-days.ts";

type Query = ParsedInput<"listAudit">["query"];
type Row = typeof audit.$inferSelect;
type Entry = RouteAnswer<"listAudit">["entries"][number];

const roleOf = sql`split_part(${audit.actor}, ':', 1)`;
const idOf = sql`split_part(${audit.actor}, ':', 2)`;

/** The entries that the filters leave, on whichever page. */
export async function wantedEntries(db: Database, query: Query): Promise<SQL | undefined> {
  const { role, action, actor, subject } = query;
  return and(
    role === undefined ? undefined : sql`${roleOf} = ${role}`,
    actor === undefined ? undefined : sql`${idOf} = ${await actorId(db, actor)}`,
    action === undefined ? undefined : eq(audit.action, action),
    subject === undefined ? undefined : inArray(audit.subject, subjectsNamed(subject)),
    withinDays(query),
  );
}

export async function listAudit(db: Database, query: Query): Promise<RouteAnswer<"listAudit">> {
  const { limit, after } = query;
  const found = await db
    .select()
    .from(audit)
    .where(and(await wantedEntries(db, query), after === undefined ? undefined : lt(audit.seq, Number(after))))
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

/** A user name stands for its person's id. */
async function actorId(db: Database, text: string): Promise<string> {
  if (isUuid(text)) return text;
  const [person] = await db.select({ id: staff.id }).from(staff).where(eq(staff.username, text.toLowerCase()));
  return person?.id ?? text;
}

/** "collection:…" is one, an id alone may be of any kind. */
const subjectsNamed = (text: string): string[] =>
  text.includes(":") ? [text] : allAuditSubjects.map((kind: AuditSubject) => `${kind}:${text}`);

/** Further apart the clocks of two machines are not; the health page says so long before. */
const clocksApart = sql`interval '10 minutes'`;

/** The days as a stretch of the log, which every index has in its order; the time of each row decides. */
function withinDays({ fromDay, untilDay }: Query): SQL | undefined {
  const first = (day: string) =>
    sql`${audit.seq} >= (select coalesce((select seq from audit where at >= ${startOfDay(day).toISOString()}::timestamptz - ${clocksApart} order by at limit 1), 9e15::bigint))`;
  const last = (day: string) =>
    sql`${audit.seq} <= (select coalesce((select seq from audit where at < ${startOfDay(day).toISOString()}::timestamptz + interval '1 day' + ${clocksApart} order by at desc limit 1), 0))`;
  return and(
    fromDay === undefined ? undefined : first(fromDay),
    untilDay === undefined ? undefined : last(untilDay),
    onDays(audit.at, { fromDay, untilDay }),
  );
}

async function usernamesOf(db: Database, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ actor, subject }) => [actor, subject].map(idIn).filter(isUuid)))];
  if (ids.length === 0) return new Map();
  const found = await db.select({ id: staff.id, username: staff.username }).from(staff).where(inArray(staff.id, ids));
  return new Map(found.map(({ id, username }) => [id, username]));
}

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
