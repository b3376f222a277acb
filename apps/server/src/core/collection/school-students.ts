/** Students as staff of their school see them, with a record of each look. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { Clock } from "../../infra/clock.ts";
import { type Database, inTransaction } from "../../infra/db/database.ts";
import type { collections, persons } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { appendAuditOfEach } from "../audit/audit-chain.ts";
import type { Call } from "../call.ts";
import { auditActor } from "../call.ts";
import { maskName, maskNumber } from "./mask-student.ts";
import { openStudent } from "./person.ts";

type SchoolStudent = RouteAnswer<"findStudents">["students"][number]["student"];

/** Presents name and number in full for the student's own school, and masked for the service. */
export function schoolStudent(
  person: typeof persons.$inferSelect,
  sealer: Sealer,
  { caller }: Call,
): SchoolStudent {
  const { name, studentNumber, department, major, class: className } = openStudent(person, sealer);
  const place = { department, major, className };
  return caller.schoolCode === person.schoolCode
    ? { name, studentNumber, ...place }
    : { name: maskName(name), studentNumber: maskNumber(studentNumber), ...place };
}

/** Records that the students were viewed. Call it before the answer: a view that is not recorded must not happen. */
export async function recordLooks(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  rows: readonly Pick<typeof collections.$inferSelect, "id">[],
  call: Call,
): Promise<void> {
  if (call.caller.schoolCode === null || rows.length === 0) return;
  const subjects = rows.map(({ id }) => `collection:${id}`);
  await inTransaction(db, (tx) =>
    appendAuditOfEach(
      tx,
      clock,
      { actor: auditActor(call), action: "student-displayed", details: {} },
      subjects,
    ),
  );
}
