/** Staff for operators, and for schools the administrators of their departments, latest first, page by page. */
import type { Role } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { schools, sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import type { StaffDeps } from "./deps.ts";
import { readActivity } from "./my-sessions.ts";
import { otherPostsOf } from "./posts.ts";
import { presentMember, selectStaff } from "./staff-rows.ts";

type ListDeps = Pick<StaffDeps, "clock" | "sealer">;

type Query = ParsedInput<"listStaff">["query"];

const filterOf = ({ role, state, text }: Query): SQL | undefined =>
  and(
    role === undefined ? undefined : inPost(role),
    state === "all" ? undefined : inState[state],
    text === undefined ? undefined : namedLike(text),
  );

/** Condition: the person has a post with that role. */
const inPost = (role: Role): SQL | undefined =>
  or(
    eq(staff.role, role),
    sql`exists (select from ${staffPosts} where ${and(ofPerson, eq(staffPosts.role, role))})`,
  );

const ofPerson = eq(staffPosts.staffId, staff.id);

const inState = {
  active: and(isNull(staff.disabledAt), isNull(staff.unconfirmedBy)),
  waiting: and(isNull(staff.disabledAt), isNotNull(staff.unconfirmedBy)),
  disabled: isNotNull(staff.disabledAt),
};

/** A school sees those who are only administrators of its departments. */
export const whereVisibleTo = ({ caller: { schoolCode } }: Call): SQL | undefined =>
  schoolCode === null
    ? undefined
    : and(
        eq(staff.role, "department-admin"),
        eq(staff.schoolCode, schoolCode),
        sql`not exists (select from ${staffPosts} where ${ofPerson})`,
      );

export async function listStaff(
  deps: ListDeps & Pick<StaffDeps, "db">,
  query: Query,
  call: Call,
): Promise<RouteAnswer<"listStaff">> {
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", staff.createdAt, staff.id),
    select: ({ whereNext, order, limit }) =>
      selectStaff(deps.db)
        .where(and(whereVisibleTo(call), filterOf(query), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ person }) => ({ at: person.createdAt, id: person.id }),
  });
  return { staff: await showAll(deps.db, deps, rows), next };
}

/** Condition for a search text. Names of persons are sealed, so only user names and school names can be searched. */
const namedLike = (text: string): SQL =>
  sql`(position(${text.toLowerCase()} in ${staff.username}) > 0 or position(${text} in ${schools.name}) > 0
    or exists (select from ${staffPosts} join schools as theirs on theirs.code = ${staffPosts.schoolCode}
      where ${ofPerson} and position(${text} in theirs.name) > 0))`;

async function showAll(
  from: Database | Transaction,
  { clock, sealer }: ListDeps,
  rows: readonly Awaited<ReturnType<typeof selectStaff>>[number][],
): Promise<RouteAnswer<"readStaffMember">[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ person }) => person.id);
  const activity = await readActivity(from, clock(), inArray(sessions.staffId, ids));
  const others = await otherPostsOf(from, ids);
  return rows.map((row) =>
    presentMember(row, others.get(row.person.id) ?? [], sealer, activity.get(row.person.id)),
  );
}

export async function readStaffMember(
  deps: StaffDeps,
  staffId: string,
): Promise<RouteAnswer<"readStaffMember"> | Refusal> {
  const [member] = await showAll(
    deps.db,
    deps,
    await selectStaff(deps.db).where(eq(staff.id, staffId)),
  );
  return member ?? refuse("not-found", {});
}

/** Reads one staff member. Throws an Error when there is none. */
export async function readMember(
  tx: Transaction,
  deps: ListDeps,
  staffId: string,
): Promise<RouteAnswer<"readStaffMember">> {
  const [member] = await showAll(tx, deps, await selectStaff(tx).where(eq(staff.id, staffId)));
  if (!member) throw new Error("A staff member is gone in the middle of a change");
  return member;
}
