/** Handlers for finding a school and its open project, and for the management of schools. */
import { handlersOf } from "../core/call.ts";
import type { Configuration } from "../core/configuration/read-configuration.ts";
import { spellName } from "../core/pinyin.ts";
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import { changeSchool, createSchool, listSchools } from "./change-schools.ts";
import { findSchools, readOpenProject, readSceneOf, readSchool } from "./find-schools.ts";
import { importSchools, planSchoolImport } from "./import-schools.ts";
import { listDepartments } from "./list-departments.ts";

export interface SchoolDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly ids: Ids;
}

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
