/** Checks a collection code, finds its project, and stores the reading temporarily. */
import { beijingDay, projectKindOf } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import { sealReading } from "../core/collection/person.ts";
import { useRefusal } from "../core/collection/use-refusal.ts";
import { guessesLeft } from "../core/last-four/guess-limits.ts";
import {
  type ProjectRow,
  presentProject,
  type SchoolRow,
} from "../core/project/present-project.ts";
import { whereConfirmed, windowRefusal } from "../core/project/window-refusal.ts";
import type { OpenedCode } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Database } from "../infra/db/database.ts";
import { codeReadings, projects, schools } from "../infra/db/schema/index.ts";
import { type CodeDeps, openCode } from "./open-code.ts";

/** Validity of a reading: long enough to find the ID card, short enough for a borrowed phone. */
const readingMs = 30 * 60 * 1000;

export interface ReadCodeInput {
  readonly text: string;
  readonly accountId: string;
}

export async function readCode(
  deps: CodeDeps,
  { text, accountId }: ReadCodeInput,
): Promise<RouteAnswer<"readCode"> | Refusal> {
  const { db, clock, ids, sealer, rateLimits } = deps;
  const opened = await openCode(deps, text);
  if (isRefusal(opened)) return opened;
  const { code, codeHash } = opened;
  const now = clock();
  const offered = await projectOfCode(db, code, now);
  if ("refused" in offered) return offered;
  const { project, school } = offered;

  const refusal = await useRefusal(db, { codeHash, accountId, identityHash: null });
  if (refusal) return refusal;
  const attemptsLeft = await guessesLeft(rateLimits, { target: codeHash, by: accountId });
  if (typeof attemptsLeft !== "number") return attemptsLeft;
  const readingId = ids();
  const expiresAt = new Date(Math.min(now.getTime() + readingMs, code.expiresAt.getTime()));
  const { codeId, lastFourHash } = code;
  await db.insert(codeReadings).values({
    id: readingId,
    codeHash,
    accountId,
    code: sealReading({ text, codeId, lastFourHash }, readingId, sealer),
    projectId: project.id,
    createdAt: now,
    expiresAt,
  });
  return {
    readingId,
    attemptsLeft,
    expiresAt: expiresAt.toISOString(),
    project: presentProject(project, school),
  };
}

interface StoredProject {
  readonly project: ProjectRow;
  readonly school: SchoolRow;
}

/** Finds the project by the code's school, category and year. */
async function projectOfCode(
  db: Database,
  code: OpenedCode,
  now: Date,
): Promise<StoredProject | Refusal> {
  const year = code.graduationYear;
  const thisYear = Number(beijingDay(now).slice(0, 4));
  const ofSchool = await db
    .select({ project: projects, school: schools })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(eq(projects.schoolCode, code.schoolCode), whereConfirmed))
    .orderBy(asc(projects.graduationYear));
  const ofCategory = ofSchool.filter(({ project }) => project.educationCategory === code.category);
  const ofYear = ofCategory.find(({ project }) => project.graduationYear === year);
  const lastYear = thisYear + projectKindOf(ofYear?.project.specId ?? null).yearsAhead;
  if (year < thisYear || year > lastYear)
    return refuse("code-year-outside", { year, firstYear: thisYear, lastYear });
  if (ofSchool.length === 0) return refuse("code-school-unknown", {});
  const [first] = ofCategory;
  if (!first) return refuse("code-category-not-offered", {});
  if (ofYear) return windowRefusal(ofYear.project, now) ?? ofYear;
  const last = ofCategory.at(-1) ?? first;
  return refuse("code-year-outside", {
    year,
    firstYear: first.project.graduationYear,
    lastYear: last.project.graduationYear,
  });
}
