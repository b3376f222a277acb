/** Handlers of the project routes for schools and operators. */
import { handlersOf } from "../core/call.ts";
import {
  changeProject,
  confirmProject,
  copyProject,
  createProject,
  discardProject,
  readProjectDefaults,
} from "./change-projects.ts";
import type { ProjectDeps } from "./deps.ts";
import { downloadMiniProgramCode, readProjectEntries } from "./entries.ts";
import { readExpectedNumbers, storeExpectedNumbers } from "./expected.ts";
import { listProjects, readProject } from "./list-projects.ts";
import { listReminders } from "./list-reminders.ts";
import { readProjectProgress } from "./progress.ts";
import { readProvince } from "./province.ts";
import { readReminderPlan, remindStalledStudents } from "./remind-stalled.ts";
import { readProjectReport } from "./report.ts";
import { listStalledStudents } from "./stalled.ts";
import { listStartedNumbers } from "./started-numbers.ts";

export const projectHandlers = (deps: ProjectDeps) =>
  handlersOf({
    listProjects: ({ query }, call) => listProjects(deps, query, call),
    readProvince: ({ query }, call) => readProvince(deps, query.graduationYear, call),
    readProjectDefaults: () => readProjectDefaults(deps),
    readProject: ({ params }, call) => readProject(deps, params.projectId, call),
    createProject: ({ body }, call) => createProject(deps, body, call),
    changeProject: ({ params, body }, call) => changeProject(deps, params.projectId, body, call),
    confirmProject: ({ params }, call) => confirmProject(deps, params.projectId, call),
    copyProject: ({ params }, call) => copyProject(deps, params.projectId, call),
    discardProject: ({ params }, call) => discardProject(deps, params.projectId, call),
    readProjectEntries: ({ params }, call) => readProjectEntries(deps, params.projectId, call),
    downloadMiniProgramCode: (input, call) => downloadMiniProgramCode(deps, input, call),
    readProjectProgress: ({ params }, call) => readProjectProgress(deps, params.projectId, call),
    readProjectReport: ({ params }, call) => readProjectReport(deps, params.projectId, call),
    readExpectedNumbers: ({ params }, call) => readExpectedNumbers(deps, params.projectId, call),
    storeExpectedNumbers: ({ params, body }, call) =>
      storeExpectedNumbers(deps, params.projectId, body, call),
    listStartedNumbers: ({ params, query }, call) =>
      listStartedNumbers(deps, params.projectId, query, call),
    listStalledStudents: ({ params, query }, call) =>
      listStalledStudents(deps, params.projectId, query, call),
    readReminderPlan: ({ params, query }, call) =>
      readReminderPlan(deps, params.projectId, query, call),
    remindStalledStudents: ({ params, body }, call) =>
      remindStalledStudents(deps, params.projectId, body, call),
    listReminders: ({ params }, call) => listReminders(deps, params.projectId, call),
  });
