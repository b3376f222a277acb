/** Management of schools by operators: list by code, add, change. */
import type { schoolList } from "@gradphoto/domain";
import { type ParsedInput, type RouteAnswer, routeDefinitions } from "@gradphoto/domain/routes";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse } from "../core/call.ts";
import type { FileOf, Scope } from "../core/file-rows.ts";
import { byCode, readPage } from "../core/page.ts";
import { matchSchool } from "../core/project/window-refusal.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Clock } from "../infra/clock.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { projects, schools } from "../infra/db/schema/index.ts";

type StaffSchool = RouteAnswer<"createSchool">;
type NewSchool = ParsedInput<"createSchool">["body"];

export type HotlineDeps = Pick<ServiceDeps, "db" | "clock">;

const selectSchools = (from: Database | Transaction) =>
  from
    .select({
      school: schools,
      projects: sql<number>`(select count(*)::int from ${projects} where ${projects.schoolCode} = ${schools.code})`,
    })
    .from(schools);

type Query = ParsedInput<"listSchools">["query"];

const filterOf = ({ text }: Query): SQL | undefined =>
  text === undefined ? undefined : matchSchool(text);

export async function listSchools(db: Database, query: Query): Promise<RouteAnswer<"listSchools">> {
  const { rows, next } = await readPage(query, {
    key: byCode(schools.code),
    select: ({ whereNext, order, limit }) =>
      selectSchools(db)
        .where(and(filterOf(query), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ school }) => school.code,
  });
  return { schools: rows.map(present), next };
}

const queryOf = ({ filters }: Scope): Query =>
  routeDefinitions.listSchools.query.parse({ ...filters, limit: 1 });

/** Rows of the page as an export. */
export const schoolFile = (db: Database): FileOf<typeof schoolList> => ({
  count: (scope) => db.$count(schools, filterOf(queryOf(scope))),
  page: async (scope, page) => {
    const { schools: rows, next } = await listSchools(db, { ...queryOf(scope), ...page });
    return { rows, next };
  },
});

export const createSchool = (
  { db, clock }: HotlineDeps,
  school: NewSchool,
  call: Call,
): Promise<StaffSchool | Refusal<"school-exists">> =>
  inTransaction(db, async (tx) => {
    const added = await addSchool(tx, clock, school, call);
    return added ? present({ school: added, projects: 0 }) : refuse("school-exists", {});
  });

export const changeSchool = (
  { db, clock }: HotlineDeps,
  schoolCode: string,
  facts: ParsedInput<"changeSchool">["body"],
  call: Call,
): Promise<StaffSchool | Refusal<"school-not-found">> =>
  inTransaction(db, async (tx) => {
    if (!(await putSchool(tx, clock, { schoolCode, ...facts }, call)))
      return refuse("school-not-found", {});
    const [changed] = await selectSchools(tx).where(eq(schools.code, schoolCode));
    return changed ? present(changed) : refuse("school-not-found", {});
  });

/** Adds a school; returns null when the code is taken. */
export async function addSchool(
  tx: Transaction,
  clock: Clock,
  { schoolCode, ...facts }: NewSchool,
  call: Call,
): Promise<typeof schools.$inferSelect | null> {
  const [school] = await tx
    .insert(schools)
    .values({ code: schoolCode, ...columnsOf(facts) })
    .onConflictDoNothing()
    .returning();
  if (!school) return null;
  await appendAudit(tx, clock, auditActor(call), "school-created", `school:${schoolCode}`);
  return school;
}

/** Stores a school; returns false when no school has this code. */
export async function putSchool(
  tx: Transaction,
  clock: Clock,
  { schoolCode, ...facts }: NewSchool,
  call: Call,
): Promise<boolean> {
  const changed = await tx
    .update(schools)
    .set(columnsOf(facts))
    .where(eq(schools.code, schoolCode))
    .returning({ code: schools.code });
  if (changed.length === 0) return false;
  await appendAudit(tx, clock, auditActor(call), "school-changed", `school:${schoolCode}`);
  return true;
}

const columnsOf = ({ province, ...facts }: ParsedInput<"changeSchool">["body"]) => ({
  ...facts,
  ...(province !== undefined && { province }),
  pinyinInitials: facts.pinyin
    .split(" ")
    .map(([initial]) => initial)
    .join(""),
});

function present({
  school: { code, ...school },
  projects: count,
}: {
  readonly school: typeof schools.$inferSelect;
  readonly projects: number;
}): StaffSchool {
  return { ...school, schoolCode: code, projects: count };
}
