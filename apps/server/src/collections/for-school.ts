/** Collections of one school, with the count of each state. The export covers every school that its reader may see. */
import {
  allCollectionStates,
  collectionStates,
  educationCategories,
  type schoolCollectionList,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Call, handlersOf, type Refusal, refuse } from "../core/call.ts";
import { listPage } from "../core/collection/list-page.ts";
import { countedFor, isVisibleTo } from "../core/collection/reported-to-school.ts";
import { countStudents, ofCollections, readStudents, studentCells } from "../core/collection/student-rows.ts";
import type { FileOf } from "../core/file-rows.ts";
import { byTime, type PageClause } from "../core/page.ts";
import { isPlace } from "../core/school-scope.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { collections, persons, projects } from "../infra/db/schema/index.ts";
import { type FindStudentDeps, findStudents } from "./find-students.ts";

/** Dependencies of the schools' view of collections. */
export type StaffCollectionDeps = Pick<ServiceDeps, "db" | "sealer">;

type Query = ParsedInput<"listSchoolCollections">["query"];

/** Lists only the caller's own school. */
export async function listSchoolCollections(
  deps: StaffCollectionDeps,
  query: Query,
  { caller }: Call,
): Promise<RouteAnswer<"listSchoolCollections"> | Refusal> {
  const { schoolCode } = caller;
  if (schoolCode === null) return refuse("forbidden", {});
  const ofSchool = and(
    eq(projects.schoolCode, schoolCode),
    query.projectId === undefined ? undefined : eq(projects.id, query.projectId),
  );
  const ofPlace = and(personsOf(schoolCode, query), countedFor(caller));
  // The counts include every student, because they identify nobody.
  const isNotified = isVisibleTo(caller);
  const page = await listPage(
    deps,
    async (cut) =>
      ofPlace
        ? and(ofSchool, ofPlace, isNotified, inState(query), cut.isNext)
        : inArray(collections.id, await latestOf(deps, ofSchool, and(isNotified, inState(query), cut.isNext), cut)),
    query,
  );
  const selected = deps.db
    .select({ state: collections.state, count: count() })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId));
  const counted = await (ofPlace ? selected.innerJoin(persons, eq(persons.id, collections.personId)) : selected)
    .where(and(ofSchool, ofPlace))
    .groupBy(collections.state);
  const byState = new Map(counted.map((row) => [row.state, row.count]));
  const counts = allCollectionStates.map((one) => {
    const { label, tone } = collectionStates[one];
    return { state: one, label, tone, count: byState.get(one) ?? 0 };
  });
  return { ...page, counts };
}

const inState = ({ state }: Query): SQL | undefined =>
  state === undefined ? undefined : sql`${collections.state} = ${state}`;

/** undefined when neither department nor class is requested. */
function personsOf(schoolCode: string, { department, className }: Query): SQL | undefined {
  if (department === undefined && className === undefined) return undefined;
  return and(
    eq(persons.schoolCode, schoolCode),
    department === undefined ? undefined : isPlace(persons.department, department),
    className === undefined ? undefined : isPlace(persons.class, className),
  );
}

/**
 * Reads one row more than a page. First the latest of each project, of which a school has few, then the latest of
 * those: no index orders the rows of several projects.
 */
async function latestOf(
  { db }: StaffCollectionDeps,
  ofSchool: SQL | undefined,
  filter: SQL | undefined,
  { order, limit }: Pick<PageClause, "order" | "limit">,
): Promise<string[]> {
  const ofProject = db
    .select({ id: collections.id, createdAt: collections.createdAt })
    .from(collections)
    .where(and(eq(collections.projectId, projects.id), filter))
    .orderBy(...order)
    .limit(limit)
    .as("of_project");
  const rows = await db
    .select({ id: ofProject.id })
    .from(projects)
    .crossJoinLateral(ofProject)
    .where(ofSchool)
    .orderBy(...byTime("latest-first", ofProject.createdAt, ofProject.id).order)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export const schoolCollectionFile = ({ db, sealer }: StaffCollectionDeps): FileOf<typeof schoolCollectionList> => ({
  count: (scope) => countStudents(db, ofCollections(scope)),
  page: async (scope, page) => {
    const { rows, next } = await readStudents(db, ofCollections(scope), page);
    const cells = rows.map((row) => {
      const { collection, project, school } = row;
      const { cells, level } = studentCells(row, sealer, scope.schoolCode);
      return {
        school: school.name,
        category: educationCategories[project.educationCategory],
        graduationYear: project.graduationYear,
        ...cells,
        level,
        state: collectionStates[collection.state].label,
        stateSince: collection.updatedAt.toISOString(),
        startedAt: collection.createdAt.toISOString(),
        collectionId: collection.id,
      };
    });
    return { rows: cells, next, ...(scope.schoolCode !== null && { named: cells.map((row) => row.collectionId) }) };
  },
});

/** Handlers of collections for schools. */
export const staffCollectionHandlers = (deps: StaffCollectionDeps & FindStudentDeps) =>
  handlersOf({
    listSchoolCollections: ({ query }, call) => listSchoolCollections(deps, query, call),
    findStudents: ({ body }, call) => findStudents(deps, body, call),
  });
