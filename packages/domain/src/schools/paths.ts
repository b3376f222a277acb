/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const schoolPaths = {
  findSchools: { method: "GET", path: "/v1/schools" },
  readSchool: { method: "GET", path: "/v1/schools/:schoolCode" },
  readOpenProject: { method: "GET", path: "/v1/schools/:schoolCode/projects/:category" },
  readScene: { method: "GET", path: "/v1/scenes/:scene" },
  listSchools: { method: "GET", path: "/v1/staff/schools" },
  createSchool: { method: "POST", path: "/v1/staff/schools" },
  changeSchool: { method: "POST", path: "/v1/staff/schools/:schoolCode" },
  listDepartments: { method: "GET", path: "/v1/staff/schools/:schoolCode/departments" },
  planSchoolImport: { method: "POST", path: "/v1/staff/school-imports/plan", maxBodyBytes: 1024 * 1024 },
  importSchools: { method: "POST", path: "/v1/staff/school-imports", maxBodyBytes: 1024 * 1024 },
  spellSchool: { method: "POST", path: "/v1/staff/school-pinyin" },
} as const satisfies Readonly<Record<string, RouteRow>>;
