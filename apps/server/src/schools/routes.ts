/** Handlers for finding a school and its open project, and for the management of schools. */
import { handlersOf } from "../core/call.ts";
import { spellName } from "../core/pinyin.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { changeSchool, createSchool, listSchools } from "./change-schools.ts";
import { findSchools, readOpenProject, readSceneOf, readSchool } from "./find-schools.ts";
import { importSchools, planSchoolImport } from "./import-schools.ts";
import { listDepartments } from "./list-departments.ts";

export type SchoolDeps = Pick<ServiceDeps, "db" | "clock" | "configuration" | "ids">;

export const schoolHandlers = ({ db, clock, configuration, ids }: SchoolDeps) =>
  handlersOf({
    findSchools: ({ query }) => findSchools({ db, configuration }, query),
    readSchool: ({ params }) => readSchool(db, params.schoolCode, clock()),
    readOpenProject: ({ params }) => readOpenProject(db, params, clock()),
    readScene: ({ params }) => readSceneOf(db, params.scene, clock()),
    listSchools: ({ query }) => listSchools(db, query),
    createSchool: ({ body }, call) => createSchool({ db, clock }, body, call),
    changeSchool: ({ params, body }, call) => changeSchool({ db, clock }, params.schoolCode, body, call),
    listDepartments: ({ params }) => listDepartments(db, params.schoolCode),
    planSchoolImport: ({ body }) => planSchoolImport(db, body),
    importSchools: ({ body }, call) => importSchools({ db, clock, ids }, body, call),
    spellSchool: async ({ body }) => ({ pinyin: spellName(body.name) }),
  });
