/** The collections of one school, with how many stand in which state. */
import { allCollectionStates, collectionStates } from "@gradphoto/contract";
import type { ParsedInput, RouteAnswer } from "@gradphoto/contract/routes";
import { and, count, eq, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../../infra/call.ts";
import { collections, persons, projects } from "../../infra/db/schema/index.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { listPage } from "./list-page.ts";
import type { StaffCollectionNeeds } from "./needs.ts";

/** Of the caller's own school alone. */
export async function listSchoolCollections(
  needs: StaffCollectionNeeds,
  { limit, after, state, projectId, department, className }: ParsedInput<"listSchoolCollections">["query"],
  { caller: { schoolCode } }: Call,
): Promise<RouteAnswer<"listSchoolCollections"> | Refusal> {
  if (schoolCode === null) return refuse("forbidden", {});
  const ofSchool = eq(projects.schoolCode, schoolCode);
  const chosen = and(
    ofSchool,
    projectId === undefined ? undefined : isUuid(projectId) ? eq(projects.id, projectId) : sql`false`,
    department === undefined ? undefined : eq(persons.department, department),
    className === undefined ? undefined : eq(persons.class, className),
  );
  const wanted = and(chosen, state === undefined ? undefined : eq(collections.state, state));
  const page = await listPage(needs, wanted, { limit, after });
  const counted = await needs.db
    .select({ state: collections.state, count: count() })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(chosen)
    .groupBy(collections.state);
  const byState = new Map(counted.map((row) => [row.state, row.count]));
  const counts = allCollectionStates.map((one) => {
    const { label, tone } = collectionStates[one];
    return { state: one, label, tone, count: byState.get(one) ?? 0 };
  });
  return { ...page, counts };
}
