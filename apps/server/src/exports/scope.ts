/** What an export covers: whose rows, narrowed by what, in which language, as of when. */
import type { Language } from "@gradphoto/domain";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { collections, type exports, persons, projects } from "../infra/db/schema/index.ts";

export type ExportRow = typeof exports.$inferSelect;

export interface Scope {
  readonly filters: ExportRow["filters"];
  /** Of staff of one school, who see that one alone. */
  readonly schoolCode: string | null;
  readonly language: Language;
  /** When it was asked for. */
  readonly now: Date;
}

export const scopeOf = ({ filters, schoolCode, language, createdAt }: ExportRow): Scope => ({
  filters,
  schoolCode,
  language,
  now: createdAt,
});

/** Of rows joined with their project. */
export const ofSchools = ({ schoolCode, filters }: Scope): SQL | undefined =>
  and(
    schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
    filters.schoolCode === undefined ? undefined : eq(projects.schoolCode, filters.schoolCode),
    filters.projectId === undefined ? undefined : sql`${projects.id} = ${filters.projectId}::uuid`,
  );

/** Of collections joined with their person and project. */
export const ofCollections = (scope: Scope): SQL | undefined => {
  const { state, department, className } = scope.filters;
  return and(
    ofSchools(scope),
    state === undefined ? undefined : sql`${collections.state} = ${state}`,
    department === undefined ? undefined : eq(persons.department, department),
    className === undefined ? undefined : eq(persons.class, className),
  );
};
