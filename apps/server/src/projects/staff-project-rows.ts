/** A project as its school and operators see it, and the condition for the projects that a caller may see. */
import { createHash } from "node:crypto";
import {
  educationCategories,
  notStartedOf,
  projectStateAt,
  projectStates,
  refundRules,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, sql } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { countedFor } from "../core/collection/reported-to-school.ts";
import type { ProjectRow, SchoolRow } from "../core/project/present-project.ts";
import { isExpectedVisibleTo, isProjectVisibleTo } from "../core/school-scope.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { collections, expectedNumbers, projects, schools } from "../infra/db/schema/index.ts";

export type StaffProject = RouteAnswer<"readProject">;

export interface StoredProject {
  readonly project: ProjectRow;
  readonly school: SchoolRow;
  /** Number of students who have started. */
  readonly collections: number;
  readonly completed: number;
  /** null when the school provided no number. */
  readonly expected: number | null;
}

/** Selects projects with the number of students that the caller may count. */
export function selectProjects(from: Database | Transaction, { caller }: Call) {
  const started = and(sql`${collections.projectId} = ${projects.id}`, countedFor(caller));
  const completed = and(started, eq(collections.state, "completed"));
  const expected = and(
    sql`${expectedNumbers.projectId} = ${projects.id}`,
    isExpectedVisibleTo(caller),
  );
  return from
    .select({
      project: projects,
      school: schools,
      collections: sql<number>`(select count(*)::int from ${collections} where ${started})`,
      completed: sql<number>`(select count(*)::int from ${collections} where ${completed})`,
      expected: sql<
        number | null
      >`(select sum(${expectedNumbers.expected})::int from ${expectedNumbers} where ${expected})`,
    })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode));
}

export async function findProject(
  from: Database | Transaction,
  projectId: string,
  call: Call,
): Promise<StoredProject | null> {
  const [row] = await selectProjects(from, call).where(
    and(eq(projects.id, projectId), isProjectVisibleTo(call)),
  );
  return row ?? null;
}

const termsOf = (project: ProjectRow) => ({
  category: project.educationCategory,
  graduationYear: project.graduationYear,
  feeFen: project.feeFen,
  opensAt: project.opensAt.toISOString(),
  closesAt: project.closesAt.toISOString(),
  specId: project.specId,
  fileMinBytes: project.fileMinBytes,
  fileMaxBytes: project.fileMaxBytes,
  albumAllowed: project.albumAllowed,
  tryBeforePay: project.tryBeforePay,
  sheetReview: project.sheetReview,
  photoMaxAgeDays: project.photoMaxAgeDays,
  attemptsLimit: project.attemptsLimit,
  reviewDays: project.reviewDays,
  retentionDays: project.retentionDays,
  refundRule: project.refundRule,
  hotline: project.hotline,
  notice: project.notice,
  clothing: project.clothing,
  printCaption: project.printCaption,
  imageCheckBy: project.imageCheckBy?.toISOString() ?? null,
});

/** Returns a hash of the terms only: neither a started collection nor the confirmation changes it. */
export const versionOf = (project: ProjectRow): string =>
  createHash("sha256")
    .update(JSON.stringify(termsOf(project)))
    .digest("hex");

export function presentStaffProject(match: StoredProject, now: Date): StaffProject {
  const { project, school, collections, completed, expected } = match;
  const state = project.confirmedAt === null ? "draft" : projectStateAt(now, project);
  return {
    projectId: project.id,
    schoolCode: school.code,
    schoolName: school.name,
    ...termsOf(project),
    categoryLabel: educationCategories[project.educationCategory],
    refundRuleLabel: refundRules[project.refundRule],
    state,
    ...projectStates[state],
    confirmedAt: project.confirmedAt?.toISOString() ?? null,
    expected,
    collections,
    completed,
    notStarted: notStartedOf(expected, collections),
    version: versionOf(project),
  };
}
