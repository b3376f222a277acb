/** The entries of the audit log that the filters of its list leave: every filter by an index. */
import { type AuditSubject, allAuditSubjects } from "@gradphoto/domain";
import { idSchema, type ParsedInput } from "@gradphoto/domain/routes";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { audit, staff } from "../../infra/db/schema/index.ts";
import { onDays, startOfDay } from "../days.ts";

type Query = Omit<ParsedInput<"listAudit">["query"], "limit" | "after">;

const roleOf = sql`split_part(${audit.actor}, ':', 1)`;
const idOf = sql`split_part(${audit.actor}, ':', 2)`;

/** On whichever page. */
export async function matchingEntries(db: Database, query: Query): Promise<SQL | undefined> {
  const { role, action, actor, subject } = query;
  return and(
    role === undefined ? undefined : sql`${roleOf} = ${role}`,
    actor === undefined ? undefined : sql`${idOf} = ${await actorId(db, actor)}`,
    action === undefined ? undefined : eq(audit.action, action),
    subject === undefined ? undefined : inArray(audit.subject, subjectsNamed(subject)),
    withinDays(query),
  );
}

/** A user name stands for its person's id. */
async function actorId(db: Database, text: string): Promise<string> {
  if (idSchema.safeParse(text).success) return text;
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
