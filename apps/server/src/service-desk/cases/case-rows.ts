/** Service cases: of one collection with their history, and a paged list of open ones, by due date. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Call, staffOf } from "../../core/call.ts";
import { maskStudent } from "../../core/collection/mask-student.ts";
import { openStudent } from "../../core/collection/person.ts";
import { byTime, readPage } from "../../core/page.ts";
import { isProjectVisibleTo } from "../../core/school-scope.ts";
import {
  collections,
  persons,
  projects,
  schools,
  serviceCaseHandOvers,
  serviceCases,
  staff,
} from "../../infra/db/schema/index.ts";
import type { ServiceDeskDeps } from "../deps.ts";

type Deps = Pick<ServiceDeskDeps, "db" | "clock" | "sealer">;
type Case = RouteAnswer<"readCollectionForService">["cases"][number];

export const casePlaces = {
  question: (rowId: string) => ({ column: "service_cases.question", rowId }),
  note: (rowId: string) => ({ column: "service_case_hand_overs.note", rowId }),
};

/** Maximum number of cases, more than one student has. */
const maxCases = 100;

/** Reads the last cases of a collection: open ones first, by due date, then closed ones, last opened first. */
export async function readCases(
  { db, clock, sealer }: Deps,
  collectionId: string,
  call: Call,
): Promise<Case[]> {
  const rows = await db
    .select()
    .from(serviceCases)
    .where(eq(serviceCases.collectionId, collectionId))
    .orderBy(desc(serviceCases.openedAt))
    .limit(maxCases);
  const ids = rows.map(({ id }) => id);
  const passed = await db
    .select()
    .from(serviceCaseHandOvers)
    .where(inArray(serviceCaseHandOvers.caseId, ids))
    .orderBy(asc(serviceCaseHandOvers.at));
  const nameOf = await readNames({ db, sealer }, [
    ...rows.flatMap(({ ownerId, openedBy, closedBy }) => [
      ownerId,
      openedBy,
      ...(closedBy === null ? [] : [closedBy]),
    ]),
    ...passed.flatMap(({ fromStaffId, toStaffId }) => [fromStaffId, toStaffId]),
  ]);
  const now = clock();
  const reported = rows.map(
    ({ id, question, ownerId, dueAt, openedBy, openedAt, closedBy, closedAt, revision }): Case => ({
      ...{ caseId: id, collectionId, revision, isAssignedToMe: ownerId === staffOf(call) },
      question: sealer.open(question, casePlaces.question(id)),
      owner: nameOf(ownerId),
      dueAt: dueAt.toISOString(),
      isOverdue: closedAt === null && dueAt < now,
      openedBy: nameOf(openedBy),
      openedAt: openedAt.toISOString(),
      closedBy: closedBy === null ? null : nameOf(closedBy),
      closedAt: closedAt?.toISOString() ?? null,
      handOvers: passed
        .filter(({ caseId }) => caseId === id)
        .map((one) => ({
          at: one.at.toISOString(),
          from: nameOf(one.fromStaffId),
          to: nameOf(one.toStaffId),
          note: sealer.open(one.note, casePlaces.note(one.id)),
        })),
    }),
  );
  const open = reported.filter(({ closedAt }) => closedAt === null);
  return [
    ...open.sort((one, other) => one.dueAt.localeCompare(other.dueAt)),
    ...reported.filter(({ closedAt }) => closedAt !== null),
  ];
}

async function readNames({ db, sealer }: Pick<Deps, "db" | "sealer">, ids: readonly string[]) {
  const rows = await db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...new Set(ids)]));
  const names = new Map(
    rows.map(({ id, name }) => [id, sealer.open(name, { column: "staff.name", rowId: id })]),
  );
  return (id: string): string => names.get(id) ?? id;
}

const wasHandedTo = (staffId: string) =>
  sql`exists (select from ${serviceCaseHandOvers} where ${serviceCaseHandOvers.caseId} = ${serviceCases.id}
    and ${serviceCaseHandOvers.toStaffId} = ${staffId})`;

export async function listCases(
  { db, clock, sealer }: Deps,
  { whose, ...page }: ParsedInput<"listServiceCases">["query"],
  call: Call,
): Promise<RouteAnswer<"listServiceCases">> {
  const me = staffOf(call);
  const now = clock();
  const { rows, next } = await readPage(page, {
    key: byTime("earliest-first", serviceCases.dueAt, serviceCases.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({ row: serviceCases, person: persons, schoolName: schools.name, owner: staff.name })
        .from(serviceCases)
        .innerJoin(staff, eq(staff.id, serviceCases.ownerId))
        .innerJoin(collections, eq(collections.id, serviceCases.collectionId))
        .innerJoin(persons, eq(persons.id, collections.personId))
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(
          and(
            isNull(serviceCases.closedAt),
            whose === "all" ? undefined : eq(serviceCases.ownerId, me),
            whose === "handed-over" ? wasHandedTo(me) : undefined,
            isProjectVisibleTo(call),
            whereNext,
          ),
        )
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ row }) => ({ at: row.dueAt, id: row.id }),
  });
  const cases = rows.map(({ row, person, schoolName, owner }) => {
    const { id, collectionId, ownerId, dueAt, openedAt, revision } = row;
    return {
      ...{ caseId: id, collectionId, schoolName, revision, isAssignedToMe: ownerId === me },
      nameMasked: maskStudent(openStudent(person, sealer), schoolName).nameMasked,
      question: sealer.open(row.question, casePlaces.question(id)),
      owner: sealer.open(owner, { column: "staff.name", rowId: ownerId }),
      dueAt: dueAt.toISOString(),
      isOverdue: dueAt < now,
      openedAt: openedAt.toISOString(),
    };
  });
  return { cases, next };
}
