/** Finds students of the caller's own school by student number or exact full name, both by index. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, or } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { presentSummary } from "../core/collection/present-collection.ts";
import { isVisibleTo } from "../core/collection/reported-to-school.ts";
import { recordLooks, schoolStudent } from "../core/collection/school-students.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, persons, projects, schools } from "../infra/db/schema/index.ts";

export type FindStudentDeps = Pick<ServiceDeps, "db" | "clock" | "sealer" | "searchHash">;

const maxStudents = 20;

/** The search is audited without its text, and each student who was shown. */
export async function findStudents(
  deps: FindStudentDeps,
  { text }: ParsedInput<"findStudents">["body"],
  call: Call,
): Promise<RouteAnswer<"findStudents"> | Refusal<"forbidden">> {
  const { db, clock, sealer, searchHash } = deps;
  const { schoolCode } = call.caller;
  if (schoolCode === null) return refuse("forbidden", {});
  const rows = await db
    .select({ collection: collections, project: projects, school: schools, person: persons })
    .from(persons)
    .innerJoin(collections, eq(collections.personId, persons.id))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(
      and(
        eq(persons.schoolCode, schoolCode),
        or(
          eq(persons.studentNumberHash, searchHash("student-number", text)),
          eq(persons.nameHash, searchHash("student-name", text, schoolCode)),
        ),
        isVisibleTo(call.caller),
      ),
    )
    .orderBy(desc(collections.createdAt), desc(collections.id))
    .limit(maxStudents);
  const matches = rows.map(({ collection }) => collection);
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, auditActor(call), "collections-searched", `staff:${staffOf(call)}`, {
      matches: matches.map(({ id }) => id),
    }),
  );
  await recordLooks(deps, matches, call);
  return {
    students: rows.map(({ person, ...row }) => ({
      ...presentSummary(row),
      projectId: row.project.id,
      student: schoolStudent(person, sealer, call),
    })),
  };
}
