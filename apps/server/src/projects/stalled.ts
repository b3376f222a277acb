/** Students who do not go on: in a state that only they can leave, the longest wait first. */
import { type CollectionState, collectionStates, waitingForStudent } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, count, eq, inArray, lte } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { maskStudent } from "../core/collection/mask-student.ts";
import { openStudent } from "../core/collection/person.ts";
import { cursorOf, isAfterRising } from "../core/page-cursor.ts";
import { collections, persons } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { stateCounts } from "./progress.ts";
import { findProject } from "./staff-project-rows.ts";

const dayMs = 86_400_000;

export async function listStalledStudents(
  { db, clock, sealer }: ProjectDeps,
  projectId: string,
  { state, days, department, className, limit, after }: ParsedInput<"listStalledStudents">["query"],
  call: Call,
): Promise<RouteAnswer<"listStalledStudents"> | Refusal> {
  const found = await findProject(db, projectId, call);
  if (!found) return refuse("not-found", {});
  const now = clock();
  const ofPlace =
    department === undefined && className === undefined
      ? undefined
      : and(
          eq(persons.schoolCode, found.school.code),
          department === undefined ? undefined : eq(persons.department, department),
          className === undefined ? undefined : eq(persons.class, className),
        );
  const stalled = and(
    eq(collections.projectId, projectId),
    inArray(collections.state, waitingForStudent),
    lte(collections.updatedAt, new Date(now.getTime() - days * dayMs)),
    ofPlace,
  );
  const rows = await db
    .select({ collection: collections, person: persons })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(
      and(
        stalled,
        state === undefined ? undefined : eq(collections.state, state),
        after === undefined ? undefined : isAfterRising(after, collections.updatedAt, collections.id),
      ),
    )
    .orderBy(asc(collections.updatedAt), asc(collections.id))
    .limit(limit + 1);
  const selected = db.select({ state: collections.state, count: count() }).from(collections);
  const counted = await (ofPlace ? selected.innerJoin(persons, eq(persons.id, collections.personId)) : selected)
    .where(stalled)
    .groupBy(collections.state);
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.collection;
  return {
    steps: stateCounts(counted).filter(({ state: code }) => waitingForStudent.includes(code)),
    students: page.map(({ collection, person }) => ({
      collectionId: collection.id,
      student: maskStudent(openStudent(person, sealer), found.school.name),
      ...status(collection.state),
      since: collection.updatedAt.toISOString(),
      days: Math.floor((now.getTime() - collection.updatedAt.getTime()) / dayMs),
    })),
    next: rows.length > limit && last ? cursorOf({ createdAt: last.updatedAt, id: last.id }) : null,
  };
}

function status(state: CollectionState) {
  const { label, tone } = collectionStates[state];
  return { state, label, tone };
}
