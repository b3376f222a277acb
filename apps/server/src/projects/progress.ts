/** Progress of a project's students by state, department, major, class and day. */
import { allCollectionStates, collectionStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { countedFor } from "../core/collection/reported-to-school.ts";
import { beijingDate } from "../core/days.ts";
import type { Database } from "../infra/db/database.ts";
import { collectionHistory, collections, persons } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { expectedOf } from "./expected.ts";
import { countsOf, groupsAt, type StateCount } from "./groups.ts";
import { findProject } from "./staff-project-rows.ts";

type Progress = RouteAnswer<"readProjectProgress">;

export async function readProjectProgress(
  { db }: Pick<ProjectDeps, "db">,
  projectId: string,
  call: Call,
): Promise<Progress | Refusal> {
  if (!(await findProject(db, projectId, call))) return refuse("not-found", {});
  const rows = await db
    .select({
      department: persons.department,
      major: persons.major,
      className: persons.class,
      state: collections.state,
      count: count(),
    })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(ofProject(projectId, call))
    .groupBy(persons.department, persons.major, persons.class, collections.state);
  const numbers = await expectedOf(db, projectId, call);
  const all = countsOf(rows, numbers);
  return {
    ...all,
    states: stateCounts(all.states),
    departments: groupsAt("department", rows, numbers),
    majors: groupsAt("major", rows, numbers),
    classes: groupsAt("className", rows, numbers),
    days: await readDays(db, ofProject(projectId, call)),
  };
}

/** Condition on `collections`: those of a project that the caller may count. */
export const ofProject = (projectId: string, { caller }: Call): SQL | undefined =>
  and(eq(collections.projectId, projectId), countedFor(caller));

/** Counts every state, in workflow order. */
export function stateCounts(counted: readonly StateCount[]) {
  const byState = new Map(counted.map(({ state, count }) => [state, count]));
  return allCollectionStates.map((state) => {
    const { label, tone } = collectionStates[state];
    return { state, label, tone, count: byState.get(state) ?? 0 };
  });
}

/** States whose first day counts for a step of the chart. */
const steps = {
  verified: "started",
  paid: "paid",
  in_review: "submitted",
  approved: "approved",
  completed: "completed",
} as const;

const nobody = { started: 0, paid: 0, submitted: 0, approved: 0, completed: 0 };

async function readDays(db: Database, whereCounted: SQL | undefined): Promise<Progress["days"]> {
  const first = db
    .select({
      state: collectionHistory.toState,
      at: sql<Date>`min(${collectionHistory.at})`.as("first_at"),
    })
    .from(collectionHistory)
    .innerJoin(collections, eq(collections.id, collectionHistory.collectionId))
    .where(whereCounted)
    .groupBy(collectionHistory.collectionId, collectionHistory.toState)
    .as("first");
  const day = sql<string>`${beijingDate(first.at)}::text`;
  const rows = await db
    .select({ day, state: first.state, count: count() })
    .from(first)
    .groupBy(sql`1`, first.state)
    .orderBy(sql`1`);
  const byDay = new Map<string, Progress["days"][number]>();
  for (const { day, state, count } of rows) {
    if (!isStep(state)) continue;
    byDay.set(day, { ...(byDay.get(day) ?? { day, ...nobody }), [steps[state]]: count });
  }
  return [...byDay.values()];
}

const isStep = (state: string): state is keyof typeof steps => state in steps;
