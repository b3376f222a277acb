import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { connectionChecks, projects, staff } from "../infra/db/schema/index.ts";
import { openProjectWorld } from "../projects/testing/project-world.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { readFirstSteps } from "./routes.ts";

const connectionNames = ["sms", "objects"];
const empty = await openTestDatabase();
const { db, world, create } = await openProjectWorld();

const readMissing = async (on: typeof db, hotline = "000-0000-0001"): Promise<readonly string[]> => {
  const answer = routeDefinitions.readFirstSteps.answers.parse(
    await readFirstSteps({ db: on, connectionNames, hotline }),
  );
  return answer.steps.filter(({ done }) => !done).map(({ step }) => step);
};

test("an empty installation lists every step as missing, in order", async () => {
  expect(await readMissing(empty.db, "")).toEqual([
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
  expect(await readMissing(empty.db)).not.toContain("hotline");
});

test("each step is done when its condition holds and missing again when it does not", async () => {
  await db.update(staff).set({ disabledAt: world.deps.clock() });
  for (const role of ["operator", "operator", "finance", "reviewer", "senior-reviewer"] as const)
    await world.addStaff(role);
  await world.addStaff("school-admin", "10559");
  expect(await readMissing(db)).toEqual(expect.arrayContaining(["connections", "finance"]));
  const other = await world.addStaff("finance");
  const checked = { state: "ok", checkedAt: world.deps.clock() } as const;
  await db.insert(connectionChecks).values(connectionNames.map((connection) => ({ connection, ...checked })));
  const { projectId } = await create();
  await db.update(projects).set({ confirmedAt: world.deps.clock() }).where(eq(projects.id, projectId));
  expect(await readMissing(db)).toEqual([]);
  await db.update(staff).set({ disabledAt: world.deps.clock() }).where(eq(staff.id, other));
  await db.update(connectionChecks).set({ state: "fault" }).where(eq(connectionChecks.connection, "sms"));
  expect(await readMissing(db)).toEqual(["connections", "finance"]);
});

test("a check of a removed connection does not count", async () => {
  await db.update(connectionChecks).set({ connection: "left" }).where(eq(connectionChecks.connection, "objects"));
  await db.update(connectionChecks).set({ state: "ok" });
  expect(await readMissing(db)).toContain("connections");
});
