/** One page of masked collections, latest first, by keyset: a row that comes meanwhile moves nothing. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, type SQL } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { accounts, collections, persons, projects, schools } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { cursorOf, isAfter } from "../page-cursor.ts";
import { maskStudent } from "./mask-student.ts";
import { openStudent } from "./person.ts";
import { presentSummary } from "./present-collection.ts";

export interface Page {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export async function listPage(
  { db, sealer }: { readonly db: Database; readonly sealer: Sealer },
  wanted: SQL | undefined,
  { limit, after }: Page,
): Promise<RouteAnswer<"findCollections">> {
  const found = await db
    .select({ collection: collections, project: projects, school: schools, person: persons })
    .from(collections)
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(wanted, after === undefined ? undefined : isAfter(after, collections.createdAt, collections.id)))
    .orderBy(desc(collections.createdAt), desc(collections.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1)?.collection;
  return {
    collections: rows.map(({ person, ...row }) => ({
      ...presentSummary(row),
      student: maskStudent(openStudent(person, sealer), row.school.name),
    })),
    next: found.length > limit && last ? cursorOf(last) : null,
  };
}
