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
import { and, asc, count, desc, eq, gt, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import type { FileOf } from "../core/file-rows.ts";
import { whereConfirmed } from "../core/project/window-refusal.ts";
import { whereAnnouncedDecision } from "../core/review/decided.ts";
import type { Database } from "../infra/db/database.ts";
import {
  collections,
  expectedNumbers,
  projects,
  reviewTasks,
  schools,
} from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";

type Overview = RouteAnswer<"readProvince">;
type Row = Overview["projects"][number];

export async function readProvince(
  { db, clock }: Pick<ProjectDeps, "db" | "clock">,
  requestedYear: ParsedInput<"readProvince">["query"]["graduationYear"],
  { caller: { province } }: Call,
): Promise<Overview> {
  if (province === null) throw new Error("A caller without a province requested province data");
  const now = clock();
  const years = await yearsOf(db, province, now);
  const graduationYear = requestedYear === "current" ? busiestYear(years) : Number(requestedYear);
  const rows = await readRows(db, { province, graduationYear, now });
  const sumOrNull = (figureOf: (row: Row) => number | null): number | null => {
    const figures = rows.map(figureOf).filter((figure) => figure !== null);
    return figures.length === 0 ? null : figures.reduce((sum, figure) => sum + figure);
  };
  const sumOrZero = (figureOf: (row: Row) => number | null): number => sumOrNull(figureOf) ?? 0;
  return {
    province: provinces[province],
    years: years.map(({ year }) => year),
    graduationYear,
    sums: {
      schools: new Set(rows.map(({ schoolCode }) => schoolCode)).size,
      expected: sumOrNull(({ expected }) => expected),
      started: sumOrZero(({ started }) => started),
      completed: sumOrZero(({ completed }) => completed),
      notStarted: sumOrNull(({ notStarted }) => notStarted),
      overdue: sumOrZero(({ overdue }) => overdue),
    },
    projects: rows,
  };
}

/** Rows of the page as an export. */
export const provinceFile = (db: Database): FileOf<typeof provinceList> => ({
  count: async (scope) => (await rowsOfScope(db, scope)).length,
  page: async (scope) => ({ rows: await rowsOfScope(db, scope), next: null }),
});

async function rowsOfScope(
  db: Database,
  { province, filters, now }: Parameters<FileOf<typeof provinceList>["count"]>[0],
) {
  if (!province) throw new Error("A file of province figures requires a province");
  const rows = await readRows(db, {
    province,
    graduationYear: filters.graduationYear ?? null,
    now,
  });
  return rows.map(({ donePermille, refusedPermille, ...row }) => ({
    ...row,
    done: percent(donePermille),
    refused: percent(refusedPermille),
  }));
}

const percent = (permille: number | null): string | null =>
  permille === null ? null : `${permille / 10}%`;

const whereConfirmedIn = (province: Province) =>
  and(eq(schools.province, province), whereConfirmed);

interface Year {
  readonly year: number;
  /** Number of projects that accept students now. */
  readonly open: number;
}

/**
 * Picks the year with the most open projects, so that a school publishing early does not change the page's year; of
 * equal ones the year that ends first. Where nothing is open, the latest.
 */
function busiestYear(years: readonly Year[]): number | null {
  const most = Math.max(...years.map(({ open }) => open));
  const running = most > 0 ? years.findLast(({ open }) => open === most) : years[0];
  return running?.year ?? null;
}

/** Lists the years, latest first. */
async function yearsOf(db: Database, province: Province, now: Date): Promise<readonly Year[]> {
  const whereOpen = and(lte(projects.opensAt, now), gt(projects.closesAt, now));
  return db
    .select({
      year: projects.graduationYear,
      open: sql`count(*) filter (where ${whereOpen})`.mapWith(Number),
    })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(whereConfirmedIn(province))
    .groupBy(projects.graduationYear)
    .orderBy(desc(projects.graduationYear));
}

interface RowQuery {
  readonly province: Province;
  readonly graduationYear: number | null;
  readonly now: Date;
}

async function readRows(db: Database, { province, graduationYear, now }: RowQuery): Promise<Row[]> {
  if (graduationYear === null) return [];
  const ofYear = and(whereConfirmedIn(province), eq(projects.graduationYear, graduationYear));
  const projectRows = await readProjects(db, ofYear);
  const students = new Map(
    (await countStudents(db, ofYear, now)).map((row) => [row.projectId, row]),
  );
  const decisions = new Map((await countDecisions(db, ofYear)).map((row) => [row.projectId, row]));
  return projectRows.map(({ project, school, expected }) => {
    const {
      id: projectId,
      schoolCode,
      educationCategory,
      graduationYear: year,
      closesAt,
    } = project;
    const { zh, en } = educationCategories[educationCategory];
    return {
      projectId,
      schoolCode,
      school,
      projectLabel: { zh: `${zh} ${year}`, en: `${en} ${year}` },
      ...publishableFigures(expected, students.get(projectId), decisions.get(projectId)),
      closesAt: closesAt.toISOString(),
      daysLeft: remainingOpenDays(closesAt.toISOString(), now.getTime()),
    };
  });
}

/** Reads the projects with their expected numbers of students, by school. */
function readProjects(db: Database, ofYear: SQL | undefined) {
  const numbers = db
    .select({
      projectId: expectedNumbers.projectId,
      expected: sql`sum(${expectedNumbers.expected})`.mapWith(Number).as("expected"),
    })
    .from(expectedNumbers)
    .groupBy(expectedNumbers.projectId)
    .as("expected_by_project");
  return db
    .select({ project: projects, school: schools.name, expected: numbers.expected })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .leftJoin(numbers, eq(numbers.projectId, projects.id))
    .where(ofYear)
    .orderBy(asc(projects.schoolCode), asc(projects.educationCategory));
}

function countStudents(db: Database, ofYear: SQL | undefined, now: Date) {
  const whereCompleted = eq(collections.state, "completed");
  const whereOverdue = and(eq(collections.state, "in_review"), lt(collections.reviewDueAt, now));
  return db
    .select({
      projectId: collections.projectId,
      started: count(),
      completed: sql`count(*) filter (where ${whereCompleted})`.mapWith(Number),
      overdue: sql`count(*) filter (where ${whereOverdue})`.mapWith(Number),
    })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(ofYear)
    .groupBy(collections.projectId);
}

function countDecisions(db: Database, ofYear: SQL | undefined) {
  return db
    .select({
      projectId: collections.projectId,
      decided: count(),
      refused: sql`count(*) filter (where ${reviewTasks.decision} = 'reject')`.mapWith(Number),
    })
    .from(reviewTasks)
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(ofYear, whereAnnouncedDecision))
    .groupBy(collections.projectId);
}

/** True if a part can be published. Readers can subtract it from its total, so the rest may not be small either. */
const canPublish = (part: number, remainder: number): boolean =>
  hideSmallCount(part) !== null && hideSmallCount(remainder) !== null;

/** Returns the figures without small numbers, and without numbers from which a small one could be computed. */
function publishableFigures(
  expected: number | null,
  students:
    | { readonly started: number; readonly completed: number; readonly overdue: number }
    | undefined,
  decisions: { readonly decided: number; readonly refused: number } | undefined,
) {
  const counted = students ?? { started: 0, completed: 0, overdue: 0 };
  const missing = notStartedOf(expected, counted.started);
  const started = canPublish(counted.started, missing ?? 0) ? counted.started : null;
  const completed =
    canPublish(counted.completed, started === null ? 0 : started - counted.completed) &&
    canPublish(counted.completed, (expected ?? 0) - counted.completed)
      ? counted.completed
      : null;
  const { decided, refused } = decisions ?? { decided: 0, refused: 0 };
  return {
    expected,
    started,
    completed,
    notStarted: started === null ? null : missing,
    overdue: hideSmallCount(counted.overdue),
    donePermille: permille(completed, expected ?? started),
    refusedPermille: permille(canPublish(refused, decided - refused) ? refused : null, decided),
  };
}

/** Returns null when the total is missing or 0. */
const permille = (part: number | null, total: number | null): number | null =>
  part === null || total === null || total === 0 ? null : Math.round((part * 1000) / total);
