/** Students of a project whose identity the registry has to check, latest first. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { whereVisibleTo } from "../core/collection/reported-to-school.ts";
import { recordLooks, schoolStudent } from "../core/collection/school-students.ts";
import { byTime, readPage } from "../core/page.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import {
  collections,
  identityEvidence,
  persons,
  projects,
  registryItems,
  schools,
} from "../infra/db/schema/index.ts";

const evidence = sql<number>`(select count(*)::int from ${identityEvidence} e where e.collection_id = ${collections.id})`;
const takenAt = sql<
  string | null
>`(select max(e.taken_at) from ${identityEvidence} e where e.collection_id = ${collections.id})`;

export async function listIdentityChecks(
  { db, clock, sealer }: Pick<ServiceDeps, "db" | "clock" | "sealer">,
  projectId: string,
  query: ParsedInput<"listIdentityChecks">["query"],
  call: Call,
): Promise<RouteAnswer<"listIdentityChecks"> | Refusal<"not-found">> {
  const { caller } = call;
  const [place] = await db
    .select({ code: schools.code })
    .from(projects)
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(eq(projects.id, projectId));
  if (!place || (caller.schoolCode !== null && place.code !== caller.schoolCode))
    return refuse("not-found", {});
  const whereInCheck = and(
    eq(collections.projectId, projectId),
    eq(collections.state, "identity_check"),
  );
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", collections.updatedAt, collections.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({
          collection: collections,
          person: persons,
          item: registryItems,
          evidence,
          takenAt,
        })
        .from(collections)
        .innerJoin(persons, eq(persons.id, collections.personId))
        .innerJoin(
          registryItems,
          and(
            eq(registryItems.collectionId, collections.id),
            eq(registryItems.state, "open"),
            isNotNull(registryItems.identity),
          ),
        )
        .where(and(whereInCheck, whereVisibleTo(caller), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ collection }) => ({ at: collection.updatedAt, id: collection.id }),
  });
  await recordLooks(
    { db, clock },
    rows.map(({ collection }) => collection),
    call,
  );
  return {
    students: rows.map(({ collection, person, item, ...row }) => ({
      collectionId: collection.id,
      student: schoolStudent(person, sealer, call),
      since: collection.updatedAt.toISOString(),
      outcome: item.identity ?? "",
      evidence: row.evidence,
      takenAt: row.takenAt === null ? null : new Date(row.takenAt).toISOString(),
    })),
    next,
  };
}
