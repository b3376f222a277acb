/** Finds schools with projects, and the project that each offers. */
import {
  allEducationCategories,
  educationCategories,
  projectStateAt,
  projectStates,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, exists, gt } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import {
  customerServiceOf,
  type ProjectRow,
  presentProject,
  readScene,
} from "../core/project/present-project.ts";
import { whereConfirmed, windowRefusal } from "../core/project/window-refusal.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Database } from "../infra/db/database.ts";
import { projects, schools } from "../infra/db/schema/index.ts";

/**
 * Returns the optimal string alignment distance: the fewest insertions, deletions, replacements and transpositions that
 * turn `typed` into some prefix of `name`. Range 0..typed.length.
 */
export function distanceToBeginning(typed: readonly string[], name: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (const [row, letter] of typed.entries()) {
    const next = [row + 1];
    for (const [column, wanted] of name.entries()) {
      const same = letter === wanted;
      const swapped =
        row > 0 && column > 0 && letter === name[column - 1] && typed[row - 1] === wanted;
      next.push(
        Math.min(
          at(last, column) + (same ? 0 : 1),
          at(last, column + 1) + 1,
          at(next, column) + 1,
          swapped ? at(beforeLast, column - 1) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = next;
  }
  return Math.min(...last);
}

const at = (row: readonly number[], column: number): number =>
  row[column] ?? Number.POSITIVE_INFINITY;

interface SearchableSchool {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Syllables of the name in lowercase. */
  readonly pinyin: string;
  readonly pinyinInitials: string;
}

/** Ranks the schools: best match first, then by name. Schools that do not match are omitted. */
export function rankSchools<School extends SearchableSchool>(
  typed: string,
  schools: readonly School[],
): School[] {
  const query = plain(typed);
  if (query === "") return [];
  return schools
    .map((school) => ({ school, rank: rankOf(query, school) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank || (one.school.name < other.school.name ? -1 : 1))
    .map(({ school }) => school);
}

/** Lowercases the text and removes accents, spaces, brackets and punctuation. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, "");

/** Returns the rank of a school: 0 is best, infinity means no match. */
function rankOf(query: string, school: SearchableSchool): number {
  if (query === school.code) return 0;
  const names = [school.name, ...school.aliases].map(plain);
  const spellings = [...names, plain(school.pinyin), plain(school.pinyinInitials)];
  return Math.min(
    ...spellings.map((spelling) => rankOfSpelling(query, spelling)),
    rankOfParts(query, names),
  );
}

/** Ranks a spelling: exact match, prefix, then prefix with typos. */
function rankOfSpelling(query: string, spelling: string): number {
  if (spelling === query) return 0;
  if (spelling.startsWith(query)) return 1;
  const typed = [...query];
  const distance = distanceToBeginning(typed, [...spelling]);
  return distance <= allowedTypos(typed) ? 4 + distance : Number.POSITIVE_INFINITY;
}

/** Ranks parts of a name: a substring, or its characters in order, as in the abbreviation 暨大. */
function rankOfParts(query: string, names: readonly string[]): number {
  if (names.some((name) => name.includes(query))) return 2;
  return names.some((name) => hasInOrder(name, query)) ? 3 : Number.POSITIVE_INFINITY;
}

function hasInOrder(name: string, query: string): boolean {
  let from = 0;
  for (const letter of query) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}

/**
 * Returns the number of wrong letters that are allowed. One Chinese character contains as much information as a pinyin
 * syllable, so fewer may be wrong.
 */
function allowedTypos(typed: readonly string[]): number {
  const chinese = typed.some((letter) => /\p{Script=Han}/u.test(letter));
  if (chinese) return typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2;
  return typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
}

type FindDeps = Pick<ServiceDeps, "db" | "configuration">;

/** Finds schools. The answer includes customer service, for students who do not find their school. */
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
          .where(and(eq(projects.schoolCode, schools.code), whereConfirmed)),
      ),
    );
  const ranked = rankSchools(query, withProjects).slice(0, limit);
  const inForce = await configuration.read(db);
  const hotline = inForce("hotline");
  return {
    schools: ranked.map(({ code, name }) => ({ schoolCode: code, name, nameEn: null })),
    customerService: hotline === "" ? null : { hotline, hours: inForce("service-hours") },
  };
}

const readSchoolWithProjects = (db: Database, schoolCode: string) =>
  db
    .select({ school: schools, project: projects })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(eq(schools.code, schoolCode), whereConfirmed));

export async function readSchool(
  db: Database,
  schoolCode: string,
  now: Date,
): Promise<RouteAnswer<"readSchool"> | Refusal<"school-not-found">> {
  const rows = await readSchoolWithProjects(db, schoolCode);
  const [first] = rows;
  if (!first) return refuse("school-not-found", {});
  const { school } = first;
  const categories = allEducationCategories.flatMap((category) => {
    const offered = rows
      .map(({ project }) => project)
      .filter((project) => project.educationCategory === category);
    if (offered.length === 0) return [];
    const windows = relevantProjects(offered, now).map(({ graduationYear, opensAt, closesAt }) => {
      const state = projectStateAt(now, { opensAt, closesAt });
      const window = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
      return { graduationYear, state, ...projectStates[state], ...window };
    });
    return [{ category, label: educationCategories[category], projects: windows }];
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
  const rows = await readSchoolWithProjects(db, schoolCode);
  const [first] = rows;
  if (!first) return refuse("school-not-found", {});
  const offered = rows
    .map(({ project }) => project)
    .filter((project) => project.educationCategory === category);
  const [project] = relevantProjects(offered, now);
  if (!project) return refuse("category-not-offered", {});
  return windowRefusal(project, now) ?? presentProject(project, first.school);
}

/** Reads the target of a mini-program code, while students can start now or later. */
export async function readSceneOf(
  db: Database,
  text: string,
  now: Date,
): Promise<RouteAnswer<"readScene"> | Refusal<"not-found">> {
  const scene = readScene(text);
  if (!scene) return refuse("not-found", {});
  const isOfScene =
    "projectId" in scene
      ? eq(projects.id, scene.projectId)
      : eq(projects.schoolCode, scene.schoolCode);
  const [row] = await db
    .select({ schoolCode: projects.schoolCode, category: projects.educationCategory })
    .from(projects)
    .where(and(isOfScene, whereConfirmed, gt(projects.closesAt, now)))
    .limit(1);
  if (!row) return refuse("not-found", {});
  return { schoolCode: row.schoolCode, category: "projectId" in scene ? row.category : null };
}

/** Returns the open projects, the first to close first; otherwise the next to open; otherwise the last that closed. */
function relevantProjects(projects: readonly ProjectRow[], now: Date): readonly ProjectRow[] {
  const inState = (state: "open" | "upcoming" | "closed") =>
    projects.filter((project) => projectStateAt(now, project) === state);
  const open = inState("open").sort(
    (one, other) => one.closesAt.getTime() - other.closesAt.getTime(),
  );
  const next = inState("upcoming").sort(
    (one, other) => one.opensAt.getTime() - other.opensAt.getTime(),
  );
  const latest = inState("closed").sort(
    (one, other) => other.closesAt.getTime() - one.closesAt.getTime(),
  );
  return open.length > 0 ? open : [...next, ...latest].slice(0, 1);
}
