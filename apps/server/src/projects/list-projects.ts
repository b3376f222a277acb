/** Projects for their schools and for operators, latest beginning first, page by page. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { cursorOf, isAfter } from "../core/page-cursor.ts";
import { isSchoolNamed } from "../core/project/is-school-named.ts";
import { projects } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import {
  findProject,
  mayBeSeenBy,
  presentStaffProject,
  type StaffProject,
  selectProjects,
} from "./staff-project-rows.ts";

export async function listProjects(
  { db, clock }: ProjectDeps,
  { text, schoolCode, category, graduationYear, limit, after }: ParsedInput<"listProjects">["query"],
  call: Call,
): Promise<RouteAnswer<"listProjects">> {
  const found = await selectProjects(db)
    .where(
      and(
        mayBeSeenBy(call),
        text === undefined ? undefined : isSchoolNamed(text),
        schoolCode === undefined ? undefined : eq(projects.schoolCode, schoolCode),
        category === undefined ? undefined : eq(projects.educationCategory, category),
        graduationYear === undefined ? undefined : eq(projects.graduationYear, graduationYear),
        after === undefined ? undefined : isAfter(after, projects.opensAt, projects.id),
      ),
    )
    .orderBy(desc(projects.opensAt), desc(projects.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1)?.project;
  const now = clock();
  return {
    projects: rows.map((row) => presentStaffProject(row, now)),
    next: found.length > limit && last ? cursorOf({ createdAt: last.opensAt, id: last.id }) : null,
  };
}

export async function readProject(
  { db, clock }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<StaffProject | Refusal> {
  const found = await findProject(db, projectId, call);
  return found ? presentStaffProject(found, clock()) : refuse("not-found", {});
}
