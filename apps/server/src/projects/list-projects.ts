/** Projects for their schools and for operators, by start of the window, latest first, page by page. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import { matchSchool } from "../core/project/project-window.ts";
import { isProjectVisibleTo } from "../core/school-scope.ts";
import { projects } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { findProject, presentStaffProject, type StaffProject, selectProjects } from "./staff-project-rows.ts";

export async function listProjects(
  { db, clock }: ProjectDeps,
  { text, schoolCode, category, graduationYear, ...page }: ParsedInput<"listProjects">["query"],
  call: Call,
): Promise<RouteAnswer<"listProjects">> {
  const filter = and(
    isProjectVisibleTo(call),
    text === undefined ? undefined : matchSchool(text),
    schoolCode === undefined ? undefined : eq(projects.schoolCode, schoolCode),
    category === undefined ? undefined : eq(projects.educationCategory, category),
    graduationYear === undefined ? undefined : eq(projects.graduationYear, graduationYear),
  );
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", projects.opensAt, projects.id),
    select: ({ isNext, order, limit }) =>
      selectProjects(db, call)
        .where(and(filter, isNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ project }) => ({ at: project.opensAt, id: project.id }),
  });
  const now = clock();
  return { projects: rows.map((row) => presentStaffProject(row, now)), next };
}

export async function readProject(
  { db, clock }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<StaffProject | Refusal> {
  const match = await findProject(db, projectId, call);
  return match ? presentStaffProject(match, clock()) : refuse("not-found", {});
}
