/** Students as their school finds and exports them. */
import {
  collectionStates,
  educationCategories,
  type schoolCollectionList,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, or } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, handlersOf, type Refusal, refuse, staffOf } from "../core/call.ts";
import { presentSummary } from "../core/collection/present-collection.ts";
import { whereVisibleTo } from "../core/collection/reported-to-school.ts";
import { recordLooks, schoolStudent } from "../core/collection/school-students.ts";
import {
  countStudents,
  ofCollections,
  readStudents,
  studentCells,
} from "../core/collection/student-rows.ts";
import type { FileOf } from "../core/file-rows.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, persons, projects, schools } from "../infra/db/schema/index.ts";

type FindStudentDeps = Pick<ServiceDeps, "db" | "clock" | "sealer" | "searchHash">;

const maxStudents = 20;

/** Finds by student number or exact full name. The search is audited without its text, and each displayed student. */
async function findStudents(
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
        whereVisibleTo(call.caller),
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

export const schoolCollectionFile = ({
  db,
  sealer,
}: Pick<ServiceDeps, "db" | "sealer">): FileOf<typeof schoolCollectionList> => ({
  count: (scope) => countStudents(db, ofCollections(scope)),
  page: async (scope, page) => {
    const { rows, next } = await readStudents(db, ofCollections(scope), page);
    const cells = rows.map((row) => {
      const { collection, project, school } = row;
      const { cells, level } = studentCells(row, sealer, scope.schoolCode);
      return {
        school: school.name,
        category: educationCategories[project.educationCategory],
        graduationYear: project.graduationYear,
        ...cells,
        level,
        state: collectionStates[collection.state].label,
        stateSince: collection.updatedAt.toISOString(),
        startedAt: collection.createdAt.toISOString(),
        collectionId: collection.id,
      };
    });
    return {
      rows: cells,
      next,
      ...(scope.schoolCode !== null && { named: cells.map((row) => row.collectionId) }),
    };
  },
});

/** Handlers of collections for schools. */
export const staffCollectionHandlers = (deps: FindStudentDeps) =>
  handlersOf({ findStudents: ({ body }, call) => findStudents(deps, body, call) });
