import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { staffCollectionHandlers } from "./staff-routes.ts";
import { openAttemptWorld } from "./testing/attempt-world.ts";
import { staffCall } from "./testing/staff-call.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = staffCollectionHandlers(world.deps);
await world.addSchool();
await world.addSchool({ code: "10558", name: "中山大学" });
const { id: projectId } = await world.addProject();
const { id: foreignProject } = await world.addProject({ schoolCode: "10558" });
const schoolAdmin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");

test("pages follow one another without a gap or a repeat, also while rows are added", async () => {
  const made = [];
  for (let count = 0; count < 5; count++) {
    made.push((await world.addPaid(projectId, { person: `page-${count}` })).collectionId);
    if (count % 2) world.passTime(1000);
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 2, after, state: "paid" };
    const page = accepted(await handlers.listSchoolCollections({ query }, schoolAdmin));
    expect(() => routeDefinitions.listSchoolCollections.answers.parse(page)).not.toThrow();
    seen.push(...page.collections.map(({ collectionId }) => collectionId));
    after = page.next ?? undefined;
    world.passTime(1000);
    await world.addPaid(projectId, { person: randomUUID() });
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of made) expect(seen).toContain(id);
  const lost = { limit: 2, after: `1_${"-".repeat(36)}` };
  expect(routeDefinitions.listSchoolCollections.query.safeParse(lost).success).toBe(false);
});

test("a school sees its own collections alone, counted by state; who has no school sees none", async () => {
  const foreign = await world.addPaid(foreignProject);
  const seen = accepted(await handlers.listSchoolCollections({ query: { limit: 100 } }, schoolAdmin));
  expect(seen.collections.map(({ collectionId }) => collectionId)).not.toContain(foreign.collectionId);
  const total = seen.counts.reduce((sum, { count }) => sum + count, 0);
  expect(total).toBe(seen.collections.length);
  expect(seen.counts.find(({ state }) => state === "completed")?.count).toBe(0);
  const nobody = { ...schoolAdmin, caller: { ...schoolAdmin.caller, schoolCode: null } };
  expect(await handlers.listSchoolCollections({ query: { limit: 9 } }, nobody)).toMatchObject({ refused: "forbidden" });
});
