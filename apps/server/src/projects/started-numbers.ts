/** Numbers of students who have started, for the school's page that compares them with its own list. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse } from "../core/call.ts";
import { personPlaces } from "../core/collection/person.ts";
import { whereVisibleTo } from "../core/collection/reported-to-school.ts";
import { byTime, readPage } from "../core/page.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, persons } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { ofProject } from "./progress.ts";
import { findProject } from "./staff-project-rows.ts";

/** Lists only students who consented to disclosure to the school, and how many others there are. */
export async function listStartedNumbers(
  { db, clock, sealer }: ProjectDeps,
  projectId: string,
  page: ParsedInput<"listStartedNumbers">["query"],
  call: Call,
): Promise<RouteAnswer<"listStartedNumbers"> | Refusal> {
  if (!(await findProject(db, projectId, call))) return refuse("not-found", {});
  const whereOfProject = ofProject(projectId, call);
  const { rows, next } = await readPage(page, {
    key: byTime("earliest-first", collections.createdAt, collections.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({
          collectionId: collections.id,
          createdAt: collections.createdAt,
          personId: persons.id,
          studentNumber: persons.studentNumber,
        })
        .from(collections)
        .innerJoin(persons, eq(persons.id, collections.personId))
        .where(and(whereOfProject, whereVisibleTo(call.caller), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ createdAt, collectionId }) => ({ at: createdAt, id: collectionId }),
  });
  const [counted] = await db.select({ started: count() }).from(collections).where(whereOfProject);
  const { department } = call.caller;
  const auditDetails = { rows: rows.length, ...(department !== null && { department }) };
  // The view is recorded before the numbers are displayed.
  await inTransaction(db, (tx) =>
    appendAudit(
      tx,
      clock,
      auditActor(call),
      "look-at-started-numbers",
      `project:${projectId}`,
      auditDetails,
    ),
  );
  return {
    numbers: rows
      .map(({ personId, studentNumber }) =>
        sealer.open(studentNumber, personPlaces.studentNumber(personId)),
      )
      .filter((number) => number !== ""),
    started: counted?.started ?? 0,
    next,
  };
}
