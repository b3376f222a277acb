import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collections, messages, registryBatches, staff } from "../infra/db/schema/index.ts";
import { openProjectWorld } from "../projects/testing/project-world.ts";
import { readWaiting } from "./read-waiting.ts";

const { db, world, create } = await openProjectWorld();
const hourMs = 3_600_000;

const waiting = async () => {
  const answer = await readWaiting({ db, clock: world.deps.clock });
  expect(() => routeDefinitions.readWaiting.answers.parse(answer)).not.toThrow();
  return Object.fromEntries(
    answer.waiting.filter(({ count }) => count > 0).map(({ kind, count, oldestS }) => [kind, [count, oldestS]]),
  );
};

/** In review, promised so many hours from now. */
const submitted = async (dueInHours: number) => {
  const { projectId } = await create();
  const { collectionId } = await world.addPaid(projectId);
  const attempt = await world.addMade(collectionId);
  await world.move(collectionId, "submit", "student", { attempt });
  const submittedAt = world.deps.clock();
  const reviewDueAt = new Date(submittedAt.getTime() + dueInHours * hourMs);
  const row = { submittedAttemptId: attempt, submittedAt, reviewDueAt };
  await db.update(collections).set(row).where(eq(collections.id, collectionId));
  return collectionId;
};

test("every kind is counted, in the order of the page, also when nothing waits", async () => {
  const { waiting: all } = await readWaiting({ db, clock: world.deps.clock });
  expect(all.length).toBeGreaterThan(10);
  expect(all.every(({ count, oldestS }) => count === 0 && oldestS === null)).toBe(true);
});

test("reviews count as waiting, due today and overdue, by the oldest", async () => {
  await submitted(48);
  await submitted(1);
  world.passTime(2 * hourMs);
  expect(await waiting()).toMatchObject({
    reviews: [2, 2 * 3600],
    "reviews-overdue": [1, 3600],
  });
});

test("what waits for a second person, for the registry or was not delivered is counted too", async () => {
  const [now, id] = [world.deps.clock(), world.deps.ids];
  const operator = await world.addStaff("operator");
  const unconfirmed = { unconfirmedBy: operator, unconfirmedAt: now, unconfirmedAct: "changed" as const };
  await db
    .update(staff)
    .set(unconfirmed)
    .where(eq(staff.id, await world.addStaff("finance")));
  await db.insert(registryBatches).values([
    { id: id(), state: "queued", tries: 3, createdAt: now },
    { id: id(), state: "queued", tries: 1, createdAt: now },
  ]);
  world.passTime(hourMs);
  expect(await waiting()).toMatchObject({ "staff-unconfirmed": [1, 3600], "batches-refused": [1, 3600] });
  expect(await db.$count(messages)).toBe(0);
});
