/** Finds schools with projects, and the project that each offers. */
import { allEducationCategories, educationCategories, projectStateAt, projectStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, exists, gt } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { customerServiceOf, type ProjectRow, presentProject, readScene } from "../core/project/present-project.ts";
import { isConfirmed, windowRefusal } from "../core/project/project-window.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Database } from "../infra/db/database.ts";
import { projects, schools } from "../infra/db/schema/index.ts";
import { rankSchools } from "./rank-schools.ts";

type FindDeps = Pick<ServiceDeps, "db" | "configuration">;

/** Includes customer service, for students who do not find their school. */
export async function findSchools(
  { db, configuration }: FindDeps,
  { query, limit }: { readonly query: string; readonly limit: number },
): Promise<RouteAnswer<"findSchools">> {
  // China has about three thousand schools, so all are read and ranked here, where typos can be weighted.
  const withProjects = await db
    .select()
    .from(schools)
    .where(
      exists(
        db
          .select({ id: projects.id })
          .from(projects)
          .where(and(eq(projects.schoolCode, schools.code), isConfirmed)),
      ),
    );
  const match = rankSchools(query, withProjects).slice(0, limit);
  const inForce = await configuration.read(db);
  const hotline = inForce("hotline");
  return {
    schools: match.map(({ code, name }) => ({ schoolCode: code, name, nameEn: null })),
    customerService: hotline === "" ? null : { hotline, hours: inForce("service-hours") },
  };
}

const readSchoolWithProjects = (db: Database, schoolCode: string) =>
  db
    .select({ school: schools, project: projects })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(eq(schools.code, schoolCode), isConfirmed));

export async function readSchool(
  db: Database,
  schoolCode: string,
  now: Date,
): Promise<RouteAnswer<"readSchool"> | Refusal<"school-not-found">> {
  const match = await readSchoolWithProjects(db, schoolCode);
  const [first] = match;
  if (!first) return refuse("school-not-found", {});
  const { school } = first;
  const categories = allEducationCategories.flatMap((category) => {
    const offered = match.map(({ project }) => project).filter((project) => project.educationCategory === category);
    const project = chooseProject(offered, now);
    if (!project) return [];
    const state = projectStateAt(now, project);
    const window = { opensAt: project.opensAt.toISOString(), closesAt: project.closesAt.toISOString() };
    return [{ category, label: educationCategories[category], project: { state, ...projectStates[state], ...window } }];
  });
  return {
    schoolCode: school.code,
    name: school.name,
    nameEn: null,
    categories,
    customerService: customerServiceOf(school, school),
  };
}

export type ProjectRefusal = Refusal<
  "school-not-found" | "category-not-offered" | "project-not-open" | "project-closed"
>;

export async function readOpenProject(
  db: Database,
  { schoolCode, category }: { readonly schoolCode: string; readonly category: string },
  now: Date,
): Promise<RouteAnswer<"readOpenProject"> | ProjectRefusal> {
  const match = await readSchoolWithProjects(db, schoolCode);
  const [first] = match;
  if (!first) return refuse("school-not-found", {});
  const offered = match.map(({ project }) => project).filter((project) => project.educationCategory === category);
  const project = chooseProject(offered, now);
  if (!project) return refuse("category-not-offered", {});
  return windowRefusal(project, now) ?? presentProject(project, first.school);
}

/** Target of a mini-program code, while students can start now or later. */
export async function readSceneOf(
  db: Database,
  text: string,
  now: Date,
): Promise<RouteAnswer<"readScene"> | Refusal<"not-found">> {
  const scene = readScene(text);
  if (!scene) return refuse("not-found", {});
  const isOfScene = "projectId" in scene ? eq(projects.id, scene.projectId) : eq(projects.schoolCode, scene.schoolCode);
  const [row] = await db
    .select({ schoolCode: projects.schoolCode, category: projects.educationCategory })
    .from(projects)
    .where(and(isOfScene, isConfirmed, gt(projects.closesAt, now)))
    .limit(1);
  if (!row) return refuse("not-found", {});
  return { schoolCode: row.schoolCode, category: "projectId" in scene ? row.category : null };
}

/** The open project that closes first; otherwise the next to open; otherwise the last that closed. */
function chooseProject(projects: readonly ProjectRow[], now: Date): ProjectRow | undefined {
  const inState = (state: "open" | "upcoming" | "closed") =>
    projects.filter((project) => projectStateAt(now, project) === state);
  return (
    inState("open").sort((one, other) => one.closesAt.getTime() - other.closesAt.getTime())[0] ??
    inState("upcoming").sort((one, other) => one.opensAt.getTime() - other.opensAt.getTime())[0] ??
    inState("closed").sort((one, other) => other.closesAt.getTime() - one.closesAt.getTime())[0]
  );
}
