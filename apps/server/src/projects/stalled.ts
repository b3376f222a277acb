/** Stalled students, in a state that only they can leave: the list by longest wait, the export by earliest start. */
import {
  type CollectionState,
  collectionStates,
  stalledAfterDays,
  type stalledList,
  waitingForStudent,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { whereVisibleTo } from "../core/collection/reported-to-school.ts";
import { recordLooks, schoolStudent } from "../core/collection/school-students.ts";
import {
  countStudents,
  ofCollections,
  readStudents,
  studentCells,
} from "../core/collection/student-rows.ts";
import type { FileOf, Scope } from "../core/file-rows.ts";
import { byTime, readPage } from "../core/page.ts";
import { isPlace } from "../core/school-scope.ts";
import { collections, messages, persons } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { ofProject, stateCounts } from "./progress.ts";
import { findProject } from "./staff-project-rows.ts";

const dayMs = 86_400_000;

export async function listStalledStudents(
  { db, clock, sealer }: ProjectDeps,
  projectId: string,
  { state, days, department, className, ...page }: ParsedInput<"listStalledStudents">["query"],
  call: Call,
): Promise<RouteAnswer<"listStalledStudents"> | Refusal> {
  const own = await findProject(db, projectId, call);
  if (!own) return refuse("not-found", {});
  const now = clock();
  const ofPlace = whereOfPlace(own.school.code, { department, className });
  const stalled = and(whereStalled(ofProject(projectId, call), days, now), ofPlace);
  const { rows, next } = await readPage(page, {
    key: byTime("earliest-first", collections.updatedAt, collections.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({ collection: collections, person: persons, remindedAt })
        .from(collections)
        .innerJoin(persons, eq(persons.id, collections.personId))
        .where(
          and(
            stalled,
            whereVisibleTo(call.caller),
            state === undefined ? undefined : eq(collections.state, state),
            whereNext,
          ),
        )
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ collection }) => ({ at: collection.updatedAt, id: collection.id }),
  });
  await recordLooks(
    { db, clock },
    rows.map(({ collection }) => collection),
    call,
  );
  const selected = db.select({ state: collections.state, count: count() }).from(collections);
  const counted = await (ofPlace
    ? selected.innerJoin(persons, eq(persons.id, collections.personId))
    : selected
  )
    .where(stalled)
    .groupBy(collections.state);
  return {
    steps: stateCounts(counted).filter(({ state: code }) => waitingForStudent.includes(code)),
    students: rows.map(({ collection, person, remindedAt }) => ({
      collectionId: collection.id,
      student: schoolStudent(person, sealer, call),
      ...status(collection.state),
      since: collection.updatedAt.toISOString(),
      days: wholeDays(now, collection.updatedAt),
      remindedAt: remindedAt?.toISOString() ?? null,
    })),
    next,
  };
}

/** Condition on `collections` within `scope`: for `days` days at least, only the student could take the next step. */
export const whereStalled = (scope: SQL | undefined, days: number, now: Date): SQL | undefined =>
  and(
    scope,
    inArray(collections.state, waitingForStudent),
    lte(collections.updatedAt, new Date(now.getTime() - days * dayMs)),
  );

/** Condition on `persons`; undefined when no place is requested. */
export const whereOfPlace = (
  schoolCode: string,
  {
    department,
    className,
  }: Pick<ParsedInput<"listStalledStudents">["query"], "department" | "className">,
): SQL | undefined =>
  department === undefined && className === undefined
    ? undefined
    : and(
        eq(persons.schoolCode, schoolCode),
        department === undefined ? undefined : isPlace(persons.department, department),
        className === undefined ? undefined : isPlace(persons.class, className),
      );

/** Time of the latest reminder by the service or the school in the last thirty days, the retention of messages. */
const remindedAt = sql<Date | null>`(select max(${messages.createdAt}) from ${messages}
  where ${messages.collectionId} = ${collections.id} and ${messages.state} in ('queued', 'sent')
    and ${inArray(messages.template, ["unfinished", "closes-soon"])})`.mapWith(messages.createdAt);

function status(state: CollectionState) {
  const { label, tone } = collectionStates[state];
  return { state, label, tone };
}

const wholeDays = (now: Date, since: Date): number =>
  Math.floor((now.getTime() - since.getTime()) / dayMs);

const whereStalledIn = (scope: Scope): SQL | undefined =>
  whereStalled(ofCollections(scope), scope.filters.stalledDays ?? stalledAfterDays, scope.now);

export const stalledFile = ({
  db,
  sealer,
}: Pick<ProjectDeps, "db" | "sealer">): FileOf<typeof stalledList> => ({
  count: (scope) => countStudents(db, whereStalledIn(scope)),
  page: async (scope, page) => {
    const { rows, next } = await readStudents(db, whereStalledIn(scope), page);
    const cells = rows.map((row) => ({
      ...studentCells(row, sealer, scope.schoolCode).cells,
      label: collectionStates[row.collection.state].label,
      since: row.collection.updatedAt.toISOString(),
      days: wholeDays(scope.now, row.collection.updatedAt),
    }));
    return {
      rows: cells,
      next,
      ...(scope.schoolCode !== null && { named: rows.map((row) => row.collection.id) }),
    };
  },
});
