/** The handlers of the projects as schools and operators keep them. */
import type { Handlers } from "../core/call.ts";
import { changeProject, confirmProject, copyProject, createProject, discardProject } from "./keep-projects.ts";
import { listProjects, readProject } from "./list-projects.ts";
import type { ProjectNeeds } from "./needs.ts";
import { readProjectProgress } from "./progress.ts";
import { listStalledStudents } from "./stalled.ts";

type ProjectHandlers = Pick<
  Handlers,
  | "listProjects"
  | "readProject"
  | "createProject"
  | "changeProject"
  | "confirmProject"
  | "copyProject"
  | "discardProject"
  | "readProjectProgress"
  | "listStalledStudents"
>;

export const projectHandlers = (needs: ProjectNeeds): ProjectHandlers => ({
  listProjects: ({ query }, call) => listProjects(needs, query, call),
  readProject: ({ params }, call) => readProject(needs, params.projectId, call),
  createProject: ({ body }, call) => createProject(needs, body, call),
  changeProject: ({ params, body }, call) => changeProject(needs, params.projectId, body, call),
  confirmProject: ({ params }, call) => confirmProject(needs, params.projectId, call),
  copyProject: ({ params }, call) => copyProject(needs, params.projectId, call),
  discardProject: ({ params }, call) => discardProject(needs, params.projectId, call),
  readProjectProgress: ({ params }, call) => readProjectProgress(needs, params.projectId, call),
  listStalledStudents: ({ params, query }, call) => listStalledStudents(needs, params.projectId, query, call),
});
