/** Query for the audit entries that match the filters of the list. Every filter uses an index. */
import {
  type AuditSubject,
  allAuditSubjects,
  endOfBeijingDay,
  startOfBeijingDay,
} from "@gradphoto/domain";
import { idSchema, type ParsedInput } from "@gradphoto/domain/routes";
import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { attempts, audit, staff } from "../../infra/db/schema/index.ts";
import { matchStaff } from "../match-staff.ts";
import type { AuditSearch } from "./segments/search-terms.ts";

type Query = Omit<ParsedInput<"listAudit">["query"], "limit" | "after">;

const roleOf = sql`split_part(${audit.actor}, ':', 1)`;
const idOf = sql`split_part(${audit.actor}, ':', 2)`;

/** Condition for all pages: the query on archived segments and the condition on the database. */
export interface Matching {
  readonly search: AuditSearch;
  readonly whereMatching: SQL | undefined;
}

export async function matchingEntries(db: Database, query: Query): Promise<Matching> {
  const { role, action, actor, subject, fromDay, untilDay } = query;
  const search: AuditSearch = {
    role,
    ...(actor !== undefined && { actorIds: await actorIdsOf(db, actor) }),
    ...(action !== undefined && { actions: [action] }),
    ...(subject !== undefined && { subjects: await subjectsNamed(db, subject) }),
    from: fromDay === undefined ? undefined : startOfBeijingDay(fromDay),
    until: untilDay === undefined ? undefined : endOfBeijingDay(untilDay),
  };
  return { search, whereMatching: conditionOf(search) };
}

const conditionOf = (search: AuditSearch): SQL | undefined =>
  and(
    search.role === undefined ? undefined : sql`${roleOf} = ${search.role}`,
    search.actorIds && inArray(idOf, [...search.actorIds]),
    search.actions && inArray(audit.action, [...search.actions]),
    search.subjects && inArray(audit.subject, [...search.subjects]),
    between(search),
  );

/** Returns the ids of staff whose user name is or begins with the text. Any other text is taken as an id in the log. */
async function actorIdsOf(db: Database, text: string): Promise<readonly string[]> {
  if (idSchema.safeParse(text).success) return [text];
  const people = await db
    .select({ id: staff.id })
    .from(staff)
    .where(sql`${staff.id} in (${matchStaff(text)})`);
  return people.length > 0 ? people.map(({ id }) => id) : [text];
}

/**
 * Returns the possible subjects for a text. "collection:…" is one subject; a bare id may be of any kind. A collection
 * includes its attempts, because views are recorded under the attempt.
 */
async function subjectsNamed(db: Database, text: string): Promise<readonly string[]> {
  const named = text.includes(":")
    ? [text]
    : allAuditSubjects.map((kind: AuditSubject) => `${kind}:${text}`);
  const [, collectionId] = /^(?:collection:)?([^:]+)$/.exec(text) ?? [];
  if (!idSchema.safeParse(collectionId).success || collectionId === undefined) return named;
  const ofIt = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId));
  return [...named, ...ofIt.map(({ id }) => `attempt:${id}`)];
}

/** Upper bound of clock skew between two machines. The health page warns long before it is reached. */
const clocksApart = sql`interval '10 minutes'`;

/**
 * Narrows a time range to a range of sequence numbers, by which the other filters' indexes are ordered. The exact time
 * of each row is compared as well.
 */
function between({ from, until }: AuditSearch): SQL | undefined {
  const first = (at: Date) =>
    sql`${audit.seq} >= (select coalesce((select seq from audit where at >= ${at.toISOString()}::timestamptz - ${clocksApart} order by at limit 1), 9e15::bigint))`;
  const last = (at: Date) =>
    sql`${audit.seq} <= (select coalesce((select seq from audit where at < ${at.toISOString()}::timestamptz + ${clocksApart} order by at desc limit 1), 0))`;
  return and(
    from && first(from),
    until && last(until),
    from && gte(audit.at, from),
    until && lt(audit.at, until),
  );
}
