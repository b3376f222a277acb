/** Collections of a school or a project, and those among them whose student does not go on. */
import { collectionStates, educationCategories, waitingForStudent } from "@gradphoto/domain";
import { and, asc, count, eq, inArray, lte, type SQL } from "drizzle-orm";
import { maskName } from "../../core/collection/mask-student.ts";
import { openStudent } from "../../core/collection/person.ts";
import { cursorOf, isAfterRising } from "../../core/page-cursor.ts";
import { collections, persons, projects, schools } from "../../infra/db/schema/index.ts";
import type { ExportDeps } from "../deps.ts";
import { ofCollections, type Scope } from "../scope.ts";
import { pageOf, rowsAtOnce, type SourceOf, timeText } from "./table-source.ts";

const dayMs = 86_400_000;

function selectRows({ db }: ExportDeps, wanted: SQL | undefined, after: string | null) {
  const isNext = after === null ? undefined : isAfterRising(after, collections.createdAt, collections.id);
  return db
    .select({ collection: collections, person: persons, project: projects, school: schools })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(wanted, isNext))
    .orderBy(asc(collections.createdAt), asc(collections.id))
    .limit(rowsAtOnce + 1);
}

type Found = Awaited<ReturnType<typeof selectRows>>[number];

async function countRows({ db }: ExportDeps, wanted: SQL | undefined): Promise<number> {
  const [counted] = await db
    .select({ count: count() })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(wanted);
  return counted?.count ?? 0;
}

export const studentCells = ({ person }: Pick<Found, "person">, { sealer }: Pick<ExportDeps, "sealer">) => {
  const { name, studentNumber, department, major, class: className, level } = openStudent(person, sealer);
  return { cells: { studentNumber, nameMasked: maskName(name), department, major, className }, level };
};

const cursor = ({ collection }: Found): string => cursorOf(collection);

export const schoolCollections: SourceOf<"school-collections"> = {
  count: (deps, scope) => countRows(deps, ofCollections(scope)),
  page: async (deps, scope, after) => {
    const found = await selectRows(deps, ofCollections(scope), after);
    const show = (row: Found) => {
      const { collection, project, school } = row;
      const { cells, level } = studentCells(row, deps);
      return {
        school: school.name,
        category: educationCategories[project.educationCategory][scope.language],
        graduationYear: project.graduationYear,
        ...cells,
        level,
        state: collectionStates[collection.state].label[scope.language],
        stateSince: timeText(collection.updatedAt),
        startedAt: timeText(collection.createdAt),
        collectionId: collection.id,
      };
    };
    return pageOf(found, show, cursor);
  },
};

const usualDays = 3;

const isStalled = (scope: Scope): SQL | undefined =>
  and(
    ofCollections(scope),
    inArray(collections.state, waitingForStudent),
    lte(collections.updatedAt, new Date(scope.now.getTime() - (scope.filters.stalledDays ?? usualDays) * dayMs)),
  );

export const stalledStudents: SourceOf<"stalled-students"> = {
  count: (deps, scope) => countRows(deps, isStalled(scope)),
  page: async (deps, scope, after) => {
    const found = await selectRows(deps, isStalled(scope), after);
    const show = (row: Found) => ({
      ...studentCells(row, deps).cells,
      state: collectionStates[row.collection.state].label[scope.language],
      stateSince: timeText(row.collection.updatedAt),
      stalledDays: Math.floor((scope.now.getTime() - row.collection.updatedAt.getTime()) / dayMs),
    });
    return pageOf(found, show, cursor);
  },
};
