/** Departments of a school as its students entered them, offered for selection to avoid typos. */
import { placeKey } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { and, countDistinct, desc, eq, ne } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { collections, persons, projects } from "../infra/db/schema/index.ts";

/** Upper limit of spellings per school; more indicate corrupt data. */
const mostSpellings = 1000;

export async function listDepartments(db: Database, schoolCode: string): Promise<RouteAnswer<"listDepartments">> {
  const spellings = await db
    .select({ department: persons.department, students: countDistinct(persons.identityHash) })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(eq(projects.schoolCode, schoolCode), ne(persons.department, "")))
    .groupBy(persons.department)
    .orderBy(desc(countDistinct(persons.identityHash)), persons.department)
    .limit(mostSpellings);
  const departments = new Map<string, { department: string; students: number }>();
  for (const { department, students } of spellings) {
    const existing = departments.get(placeKey(department));
    if (existing) existing.students += students;
    else departments.set(placeKey(department), { department, students });
  }
  return { departments: [...departments.values()].sort((one, other) => other.students - one.students) };
}
