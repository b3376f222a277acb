/** Handlers for finding a school and its open project, and for the management of schools. */
import { placeKey } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { and, countDistinct, desc, eq, ne } from "drizzle-orm";
import { handlersOf } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { spellName } from "../core/spell-name.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, persons, projects } from "../infra/db/schema/index.ts";
import { changeSchool, createSchool, listSchools } from "./change-schools.ts";
import { findSchools, readOpenProject, readSceneOf, readSchool } from "./find-schools.ts";
import { importSchools, planSchoolImport } from "./import-schools.ts";

export type SchoolDeps = Pick<ServiceDeps, "db" | "clock" | "configuration" | "ids">;

export const schoolHandlers = ({ db, clock, configuration, ids }: SchoolDeps) =>
  handlersOf({
    findSchools: ({ query }) => findSchools({ db, configuration }, query),
    readSchool: ({ params }) => readSchool(db, params.schoolCode, clock()),
    readOpenProject: ({ params }) => readOpenProject(db, params, clock()),
    readScene: ({ params }) => readSceneOf(db, params.scene, clock()),
    listSchools: ({ query }) => listSchools(db, query),
    createSchool: ({ body }, call) => createSchool({ db, clock }, body, call),
    changeSchool: ({ params, body }, call) =>
      changeSchool({ db, clock }, params.schoolCode, body, call),
    // Of another school, a school administrator sees no departments.
    listDepartments: async ({ params: { schoolCode } }, { caller }) =>
      caller.schoolCode === null || caller.schoolCode === schoolCode
        ? listDepartments(db, schoolCode)
        : noDepartments,
    planSchoolImport: ({ body }) => planSchoolImport(db, body),
    importSchools: ({ body }, call) => importSchools({ db, clock, ids }, body, call),
    spellSchool: async ({ body }) => ({ pinyin: spellName(body.name) }),
  });

/** Upper limit of spellings per school; more indicate corrupt data. */
const maxSpellings = 1000;

const noDepartments = { departments: [] };

async function listDepartments(
  db: Database,
  schoolCode: string,
): Promise<RouteAnswer<"listDepartments">> {
  const spellings = await db
    .select({ department: persons.department, students: countDistinct(persons.identityHash) })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(eq(projects.schoolCode, schoolCode), ne(persons.department, "")))
    .groupBy(persons.department)
    .orderBy(desc(countDistinct(persons.identityHash)), persons.department)
    .limit(maxSpellings);
  const departments = new Map<string, { department: string; students: number }>();
  for (const { department, students } of spellings) {
    const earlier = departments.get(placeKey(department));
    if (earlier) earlier.students += students;
    else departments.set(placeKey(department), { department, students });
  }
  return {
    departments: [...departments.values()].sort((one, other) => other.students - one.students),
  };
}
