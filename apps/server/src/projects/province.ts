/** Statistics of all schools in a province, for its administrator, without individual students. */
import {
  educationCategories,
  hideSmallCount,
  notStartedOf,
  type Province,
  type provinceList,
  provinces,
  remainingOpenDays,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, count, desc, eq, gt, lte, sql } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import type { FileOf } from "../core/file-rows.ts";
import { isConfirmed } from "../core/project/project-window.ts";
import { isAnnouncedDecision } from "../core/review/decided.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, expectedNumbers, projects, reviewTasks, schools } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";

type Overview = RouteAnswer<"readProvince">;
type Row = Overview["projects"][number];

export async function readProvince(
  { db, clock }: Pick<ProjectDeps, "db" | "clock">,
  wanted: ParsedInput<"readProvince">["query"]["graduationYear"],
  { caller: { province } }: Call,
): Promise<Overview> {
  if (province === null) throw new Error("A caller without a province requested province data");
  const now = clock();
  const years = await yearsOf(db, province, now);
  const graduationYear = wanted === "current" ? currentOf(years) : Number(wanted);
  const rows = await rowsOf(db, { province, graduationYear, now });
  const hideSmall = (of: (row: Row) => number | null): number | null =>
    rows.reduce<number | null>((all, row) => (of(row) === null ? all : (all ?? 0) + (of(row) ?? 0)), null);
  const sum = (of: (row: Row) => number | null): number => hideSmall(of) ?? 0;
  return {
    province: provinces[province],
    years: years.map(({ year }) => year),
    graduationYear,
    sums: {
      schools: new Set(rows.map(({ schoolCode }) => schoolCode)).size,
      expected: hideSmall(({ expected }) => expected),
      started: sum(({ started }) => started),
      completed: sum(({ completed }) => completed),
      notStarted: hideSmall(({ notStarted }) => notStarted),
      overdue: sum(({ overdue }) => overdue),
    },
    projects: rows,
  };
}

/** The rows of the page as an export. */
export const provinceFile = (db: Database): FileOf<typeof provinceList> => ({
  count: async (scope) => (await rowsOfScope(db, scope)).length,
  page: async (scope) => ({ rows: await rowsOfScope(db, scope), next: null }),
});

async function rowsOfScope(
  db: Database,
  { province, filters, now }: Parameters<FileOf<typeof provinceList>["count"]>[0],
) {
  if (!province) throw new Error("A file of no province");
  const rows = await rowsOf(db, { province, graduationYear: filters.graduationYear ?? null, now });
  return rows.map(({ donePermille, refusedPermille, ...row }) => ({
    ...row,
    done: percent(donePermille),
    refused: percent(refusedPermille),
  }));
}

const percent = (permille: number | null): string | null => (permille === null ? null : `${permille / 10}%`);

const isOf = (province: Province) => and(eq(schools.province, province), isConfirmed);

interface Year {
  readonly year: number;
  /** Number of projects that accept students now. */
  readonly open: number;
}

/** Picks the year with the most open projects, so that a school publishing early does not change the page's year. */
const currentOf = (years: readonly Year[]): number | null =>
  years.reduce<Year | null>((best, one) => (best === null || one.open > best.open ? one : best), null)?.year ?? null;

/** Latest first. */
async function yearsOf(db: Database, province: Province, now: Date): Promise<readonly Year[]> {
  const isOpen = and(lte(projects.opensAt, now), gt(projects.closesAt, now));
  return db
    .select({ year: projects.graduationYear, open: sql`count(*) filter (where ${isOpen})`.mapWith(Number) })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(isOf(province))
    .groupBy(projects.graduationYear)
    .orderBy(desc(projects.graduationYear));
}

interface Query {
  readonly province: Province;
  readonly graduationYear: number | null;
  readonly now: Date;
}

async function rowsOf(db: Database, { province, graduationYear, now }: Query): Promise<Row[]> {
  if (graduationYear === null) return [];
  const isRequested = and(isOf(province), eq(projects.graduationYear, graduationYear));
  const expected = db
    .select({
      projectId: expectedNumbers.projectId,
      expected: sql`sum(${expectedNumbers.expected})`.mapWith(Number).as("expected"),
    })
    .from(expectedNumbers)
    .groupBy(expectedNumbers.projectId)
    .as("of_school");
  const matches = await db
    .select({ project: projects, school: schools.name, expected: expected.expected })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .leftJoin(expected, eq(expected.projectId, projects.id))
    .where(isRequested)
    .orderBy(asc(projects.schoolCode), asc(projects.educationCategory));
  const students = await db
    .select({
      projectId: collections.projectId,
      started: count(),
      completed: sql`count(*) filter (where ${collections.state} = 'completed')`.mapWith(Number),
      overdue:
        sql`count(*) filter (where ${collections.state} = 'in_review' and ${collections.reviewDueAt} < ${now})`.mapWith(
          Number,
        ),
    })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(isRequested)
    .groupBy(collections.projectId);
  const decisions = await db
    .select({
      projectId: collections.projectId,
      decided: count(),
      refused: sql`count(*) filter (where ${reviewTasks.decision} = 'reject')`.mapWith(Number),
    })
    .from(reviewTasks)
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(isRequested, isAnnouncedDecision))
    .groupBy(collections.projectId);
  const studentsOf = new Map(students.map((row) => [row.projectId, row]));
  const decisionsOf = new Map(decisions.map((row) => [row.projectId, row]));
  return matches.map(({ project, school, expected: ofSchool }) => {
    const { id: projectId, schoolCode, educationCategory, graduationYear: year, closesAt } = project;
    const { zh, en } = educationCategories[educationCategory];
    return {
      projectId,
      schoolCode,
      school,
      projectLabel: { zh: `${zh} ${year}`, en: `${en} ${year}` },
      ...format(ofSchool, studentsOf.get(projectId), decisionsOf.get(projectId)),
      closesAt: closesAt.toISOString(),
      daysLeft: remainingOpenDays(closesAt.toISOString(), now.getTime()),
    };
  });
}

/** Suppresses numbers from which a suppressed small number could be computed. */
function format(
  expected: number | null,
  students: { readonly started: number; readonly completed: number; readonly overdue: number } | undefined,
  decisions: { readonly decided: number; readonly refused: number } | undefined,
) {
  // The remainder of the expected or started students can be computed, so a small remainder suppresses the part as
  // well.
  const areApart = (part: number, rest: number): boolean =>
    hideSmallCount(part) !== null && hideSmallCount(rest) !== null;
  const [startedNow, completedNow] = [students?.started ?? 0, students?.completed ?? 0];
  const notStartedNow = notStartedOf(expected, startedNow);
  const started = areApart(startedNow, notStartedNow ?? 0) ? startedNow : null;
  const notStarted = started === null ? null : notStartedNow;
  const completed =
    areApart(completedNow, started === null ? 0 : started - completedNow) &&
    areApart(completedNow, (expected ?? 0) - completedNow)
      ? completedNow
      : null;
  const overdue = hideSmallCount(students?.overdue ?? 0);
  const { decided, refused } = decisions ?? { decided: 0, refused: 0 };
  return {
    expected,
    started,
    completed,
    notStarted,
    overdue,
    donePermille: permille(completed, expected ?? started),
    refusedPermille: permille(areApart(refused, decided - refused) ? refused : null, decided),
  };
}

/** null when the total is missing or 0. */
const permille = (part: number | null, full: number | null): number | null =>
  part === null || full === null || full === 0 ? null : Math.round((part * 1000) / full);
