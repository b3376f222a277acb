/** Projects for their schools and for operators, the soonest end first and closed ones last, page by page. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import { matchSchool } from "../core/project/window-refusal.ts";
import { isProjectVisibleTo } from "../core/school-scope.ts";
import { projects } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import {
  findProject,
  presentStaffProject,
  type StaffProject,
  selectProjects,
} from "./staff-project-rows.ts";

/** Later than projects close; twice as far is still within the years of a cursor. */
const pivot = Date.UTC(2485, 0);

/** An end in the future is mirrored at the pivot, so that one descending order has the soonest end first. */
const urgencyOf = (closesAt: Date, now: Date): Date =>
  closesAt > now ? new Date(2 * pivot - closesAt.getTime()) : closesAt;

/** `urgencyOf` in SQL. Times without a zone are subtracted exactly. */
function urgencyIn(now: Date): SQL {
  const at = sql`${new Date(pivot).toISOString().slice(0, -1)}::timestamp`;
  const { closesAt } = projects;
  return sql`case when ${closesAt} > ${now.toISOString()}::timestamptz
    then (${at} + (${at} - (${closesAt} at time zone 'UTC'))) at time zone 'UTC' else ${closesAt} end`;
}

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
  const now = clock();
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", urgencyIn(now), projects.id),
    select: ({ whereNext, order, limit }) =>
      selectProjects(db, call)
        .where(and(filter, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ project }) => ({ at: urgencyOf(project.closesAt, now), id: project.id }),
  });
  return { projects: rows.map((row) => presentStaffProject(row, now)), next };
}

export async function readProject(
  { db, clock }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<StaffProject | Refusal> {
  const own = await findProject(db, projectId, call);
  return own ? presentStaffProject(own, clock()) : refuse("not-found", {});
}
