/** Photos with a measured sharpness, and an operator who tries another limit for sharpness. */
import { type CheckLimits, endsOf, judge, type Verdict } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { beforeEach } from "vitest";
import { openAttemptWorld, type Verdicts } from "../../collections/testing/attempt-world.ts";
import { accepted, staffCall } from "../../testing/calls.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { limitHandlers } from "../routes.ts";

export const request = { check: "blur", specId: "chsi-blue" };

/** Limit by which the photos were judged. */
export const present = { fail: { min: 9 }, warn: { min: 11 } };

export const blurOf = (value: number, verdict: Verdict = judge(value, present)): Verdicts => ({
  blur: { verdict, value, limit: present },
});

const limitsOfQuery = (limits: CheckLimits) =>
  Object.fromEntries(Object.entries(endsOf(limits)).map(([end, value]) => [end, String(value)]));

/** Opens the environment. Call it at the top of a test file. Before each test it deletes all photos. */
export async function openLimitsWorld() {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const world = openAttemptWorld(db);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  const handlers = limitHandlers(world.deps);
  const operator = staffCall(await world.addStaff("operator"), "operator");

  beforeEach(async () => {
    for (const table of ["registry_items", "registry_batches", "review_tasks", "attempts"])
      await pool.query(`delete from ${table}`);
  });

  return {
    ...database,
    world,
    projectId,
    addPhoto: async (verdicts: Verdicts): Promise<string> => {
      const { collectionId } = await world.addPaid(projectId);
      return world.addMade(collectionId, verdicts);
    },
    tryLimits: async (limits: CheckLimits, fields: object = {}) => {
      const query = routeDefinitions.tryLimits.query.parse({
        ...request,
        ...limitsOfQuery(limits),
        ...fields,
      });
      return routeDefinitions.tryLimits.answers.parse(
        accepted(await handlers.tryLimits({ query }, operator)),
      );
    },
    listChanges: async (limits: CheckLimits, fields: object = {}) => {
      const input = { ...request, ...limitsOfQuery(limits), limit: 100, ...fields };
      const query = routeDefinitions.listLimitChanges.query.parse(input);
      return routeDefinitions.listLimitChanges.answers.parse(
        accepted(await handlers.listLimitChanges({ query }, operator)),
      );
    },
  };
}
