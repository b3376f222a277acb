/** One page of masked collections, latest first. Pagination by key, so that concurrent inserts shift nothing. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq, type SQL } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { accounts, collections, persons, projects, schools } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { byTime, type PageClause, type PageQuery, readPage } from "../page.ts";
import { maskStudent } from "./mask-student.ts";
import { openStudent } from "./person.ts";
import { presentSummary } from "./present-collection.ts";

/** Reads a page. `filter` builds the condition from the clause of the page. */
export async function listPage(
  { db, sealer }: { readonly db: Database; readonly sealer: Sealer },
  filter: (clause: PageClause) => SQL | undefined | Promise<SQL | undefined>,
  page: PageQuery,
): Promise<RouteAnswer<"findCollections">> {
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", collections.createdAt, collections.id),
    select: async (clause) =>
      db
        .select({ collection: collections, project: projects, school: schools, person: persons })
        .from(collections)
        .innerJoin(accounts, eq(accounts.id, collections.accountId))
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .innerJoin(persons, eq(persons.id, collections.personId))
        .where(await filter(clause))
        .orderBy(...clause.order)
        .limit(clause.limit),
    keyOf: ({ collection }) => ({ at: collection.createdAt, id: collection.id }),
  });
  return {
    collections: rows.map(({ person, ...row }) => ({
      ...presentSummary(row),
      student: maskStudent(openStudent(person, sealer), row.school.name),
    })),
    next,
  };
}
