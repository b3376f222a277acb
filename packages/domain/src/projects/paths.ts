/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const projectPaths = {
  listProjects: { method: "GET", path: "/v1/staff/projects" },
  readProvince: { method: "GET", path: "/v1/staff/province" },
  readProjectDefaults: { method: "GET", path: "/v1/staff/project-defaults" },
  readProject: { method: "GET", path: "/v1/staff/projects/:projectId" },
  createProject: { method: "POST", path: "/v1/staff/projects" },
  changeProject: { method: "POST", path: "/v1/staff/projects/:projectId" },
  confirmProject: { method: "POST", path: "/v1/staff/projects/:projectId/confirm" },
  copyProject: { method: "POST", path: "/v1/staff/projects/:projectId/copy" },
  discardProject: { method: "POST", path: "/v1/staff/projects/:projectId/discard" },
  readProjectEntries: { method: "GET", path: "/v1/staff/projects/:projectId/entries" },
  downloadMiniProgramCode: {
    method: "GET",
    path: "/v1/staff/projects/:projectId/mini-program-code",
    answersWith: "file",
  },
  readProjectProgress: { method: "GET", path: "/v1/staff/projects/:projectId/progress" },
  readProjectReport: { method: "GET", path: "/v1/staff/projects/:projectId/report" },
  readExpectedNumbers: { method: "GET", path: "/v1/staff/projects/:projectId/expected-numbers" },
  storeExpectedNumbers: {
    method: "POST",
    path: "/v1/staff/projects/:projectId/expected-numbers",
    maxBodyBytes: 1024 * 1024,
  },
  listStartedNumbers: { method: "GET", path: "/v1/staff/projects/:projectId/started-numbers" },
  listStalledStudents: { method: "GET", path: "/v1/staff/projects/:projectId/stalled" },
  readReminderPlan: { method: "GET", path: "/v1/staff/projects/:projectId/reminder-plan" },
  remindStalledStudents: { method: "POST", path: "/v1/staff/projects/:projectId/reminders" },
  listReminders: { method: "GET", path: "/v1/staff/projects/:projectId/reminders" },
} as const satisfies Readonly<Record<string, RouteRow>>;
