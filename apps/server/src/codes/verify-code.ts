/** Proves the last four characters of the ID number, and only then receives the student's data. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import { maskStudent } from "../core/collection/mask-student.ts";
import { identityHashOf, openReading, personPlaces } from "../core/collection/person.ts";
import { useRefusal } from "../core/collection/use-refusal.ts";
import { ownerOf, storeProof } from "../core/last-four/store-proof.ts";
import { presentProject } from "../core/project/present-project.ts";
import type { CodeStudent } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import { codeReadings, persons, projects, schools } from "../infra/db/schema/index.ts";
import type { CodeDeps } from "./open-code.ts";
import { proveLastFour } from "./prove-last-four.ts";

export interface VerifyCodeInput {
  readonly readingId: string;
  /** Four digits or capital letters. */
  readonly lastFour: string;
  readonly accountId: string;
  readonly tokenSha256: string | null;
}

export async function verifyCode(
  deps: CodeDeps,
  { readingId, lastFour, accountId, tokenSha256 }: VerifyCodeInput,
): Promise<RouteAnswer<"verifyCode"> | Refusal> {
  const { db, clock, sealer } = deps;
  const [row] = await db
    .select({ reading: codeReadings, project: projects, school: schools })
    .from(codeReadings)
    .innerJoin(projects, eq(projects.id, codeReadings.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(eq(codeReadings.id, readingId), eq(codeReadings.accountId, accountId)));
  if (!row) return refuse("not-found", {});
  const { reading, project, school } = row;
  if (reading.expiresAt <= clock()) return refuse("reading-expired", {});
  const { codeHash } = reading;
  const usedCode = await useRefusal(db, { accountId, codeHash, identityHash: null });
  if (usedCode) return usedCode;

  const code = openReading(reading.code, readingId, sealer);
  const student = await proveLastFour(deps, {
    code,
    guesser: { target: codeHash, by: accountId },
    schoolCode: school.code,
    lastFour,
  });
  if (isRefusal(student)) return student;
  const person = personRow(deps, reading, student, lastFour);
  const usedPerson = await useRefusal(db, {
    accountId,
    codeHash,
    identityHash: person.identityHash,
  });
  if (usedPerson) return usedPerson;
  // A repeated proof finds the existing person.
  await db.insert(persons).values(person).onConflictDoNothing({ target: persons.id });
  // Proving the account's owner also proves the account; another person's proof does not.
  const owner = await ownerOf(db, accountId);
  if (owner?.identityHash === person.identityHash && tokenSha256 !== null)
    await storeProof(db, clock, tokenSha256);
  const { name } = student;
  return {
    readingId,
    student: { name, ...maskStudent(student, school.name) },
    project: presentProject(project, school),
  };
}

/** Creates the person's row, which is retained as long as the reading, unless a collection starts with it. */
function personRow(
  { clock, sealer, searchHash }: CodeDeps,
  reading: typeof codeReadings.$inferSelect,
  student: CodeStudent,
  lastFour: string,
): typeof persons.$inferInsert {
  const { id } = reading;
  const { schoolCode, name, studentNumber, department, major, class: className, level } = student;
  return {
    id,
    schoolCode,
    name: sealer.seal(name, personPlaces.name(id)),
    nameHash: searchHash("student-name", name, schoolCode),
    studentNumber: sealer.seal(studentNumber, personPlaces.studentNumber(id)),
    studentNumberHash: searchHash("student-number", studentNumber),
    department,
    major,
    class: className,
    level,
    idLastFourHash: searchHash("id-last-four", lastFour, id),
    identityHash: identityHashOf(searchHash, student, lastFour),
    createdAt: clock(),
    retainUntil: reading.expiresAt,
  };
}
