/** Students of a school or a project as exported: their collections within the filters, earliest first. */
import { and, count, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { collections, persons, projects, schools } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import type { Scope } from "../file-rows.ts";
import { byTime, type Page, type PageQuery, readPage } from "../page.ts";
import { isPlace } from "../school-scope.ts";
import { maskName } from "./mask-student.ts";
import { openStudent } from "./person.ts";
import { whereVisibleTo } from "./reported-to-school.ts";

export interface SchoolScope {
  readonly schoolCode: string | null;
  readonly filters: {
    readonly schoolCode?: string | undefined;
    readonly projectId?: string | undefined;
  };
}

/** Condition on rows joined with their project. */
export const ofSchools = ({ schoolCode, filters }: SchoolScope): SQL | undefined =>
  and(
    schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
    filters.schoolCode === undefined ? undefined : eq(projects.schoolCode, filters.schoolCode),
    filters.projectId === undefined ? undefined : sql`${projects.id} = ${filters.projectId}::uuid`,
  );

/**
 * Condition on collections joined with person and project. Readers of a school get only students whose data may be
 * disclosed to it.
 */
export const ofCollections = (scope: Scope): SQL | undefined => {
  const { state, department, className } = scope.filters;
  return and(
    ofSchools(scope),
    whereVisibleTo(scope),
    state === undefined ? undefined : sql`${collections.state} = ${state}`,
    department === undefined ? undefined : isPlace(persons.department, department),
    className === undefined ? undefined : isPlace(persons.class, className),
  );
};

const selectStudents = (db: Database, where: SQL | undefined) =>
  db
    .select({ collection: collections, person: persons, project: projects, school: schools })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(where);

export type StudentRow = Awaited<ReturnType<typeof selectStudents>>[number];

/**
 * Reads a page of students in order of creation time, which never changes, so concurrent moves neither duplicate nor
 * skip a student.
 */
export const readStudents = (
  db: Database,
  filter: SQL | undefined,
  page: PageQuery,
): Promise<Page<StudentRow>> =>
  readPage(page, {
    key: byTime("earliest-first", collections.createdAt, collections.id),
    select: ({ whereNext, order, limit }) =>
      selectStudents(db, and(filter, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ collection }) => ({ at: collection.createdAt, id: collection.id }),
  });

export async function countStudents(db: Database, filter: SQL | undefined): Promise<number> {
  const [counted] = await db
    .select({ count: count() })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(filter);
  return counted?.count ?? 0;
}

/**
 * Cells with the student number in full, and with the full name only for the student's own school. `reader` is that
 * school; null means the service.
 */
export const studentCells = (
  { person }: Pick<StudentRow, "person">,
  sealer: Sealer,
  reader: string | null,
) => {
  const {
    name,
    studentNumber,
    department,
    major,
    class: className,
    level,
  } = openStudent(person, sealer);
  const visible = reader === person.schoolCode ? name : maskName(name);
  return { cells: { studentNumber, name: visible, department, major, className }, level };
};
