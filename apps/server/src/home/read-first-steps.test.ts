import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { connectionChecks, projects, staff } from "../infra/db/schema/index.ts";
import { openProjectWorld } from "../projects/testing/project-world.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { readFirstSteps } from "./routes.ts";

const connectionNames = ["sms", "objects"];
const emptyDatabase = await openTestDatabase();
const { db, world, create } = await openProjectWorld();

const readMissingSteps = async (
  database: typeof db,
  hotline = "000-0000-0001",
): Promise<readonly string[]> => {
  const answer = routeDefinitions.readFirstSteps.answers.parse(
    await readFirstSteps({ db: database, connectionNames, hotline }),
  );
  return answer.steps.filter(({ done }) => !done).map(({ step }) => step);
};

test("an empty installation lists every step as missing, in order", async () => {
  expect(await readMissingSteps(emptyDatabase.db, "")).toEqual([
    "second-operator",
    "connections",
    "hotline",
    "school",
    "school-admin",
    "reviewers",
    "finance",
    "project",
    "confirmed",
  ]);
  expect(await readMissingSteps(emptyDatabase.db)).not.toContain("hotline");
});

test("no step is missing when all conditions hold, and a step is missing again when its own no longer holds", async () => {
  // Disables the staff of the fixture, so that only the members added below count.
  await db.update(staff).set({ disabledAt: world.deps.clock() });
  for (const role of ["operator", "operator", "finance", "reviewer", "senior-reviewer"] as const)
    await world.addStaff(role);
  await world.addStaff("school-admin", "10559");
  expect(await readMissingSteps(db)).toEqual(expect.arrayContaining(["connections", "finance"]));
  const financeId = await world.addStaff("finance");
  const passedCheck = { state: "ok", checkedAt: world.deps.clock() } as const;
  await db
    .insert(connectionChecks)
    .values(connectionNames.map((connection) => ({ connection, ...passedCheck })));
  const { projectId } = await create();
  await db
    .update(projects)
    .set({ confirmedAt: world.deps.clock() })
    .where(eq(projects.id, projectId));
  expect(await readMissingSteps(db)).toEqual([]);
  await db.update(staff).set({ disabledAt: world.deps.clock() }).where(eq(staff.id, financeId));
  await db
    .update(connectionChecks)
    .set({ state: "fault" })
    .where(eq(connectionChecks.connection, "sms"));
  expect(await readMissingSteps(db)).toEqual(["connections", "finance"]);
});

test("a check of a removed connection does not count", async () => {
  await db
    .update(connectionChecks)
    .set({ connection: "removed" })
    .where(eq(connectionChecks.connection, "objects"));
  await db.update(connectionChecks).set({ state: "ok" });
  expect(await readMissingSteps(db)).toContain("connections");
});
