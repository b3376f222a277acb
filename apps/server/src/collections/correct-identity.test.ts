import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collections, corrections, persons } from "../infra/db/schema/index.ts";
import { studentCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { collectionHandlers } from "./routes.ts";
import { openAttemptWorld } from "./testing/attempt-world.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = collectionHandlers(world.deps);
await world.addSchool();
const { id: projectId } = await world.addProject();
const service = await world.addStaff("service");

const open = (collectionId: string) =>
  db.insert(corrections).values({
    id: randomUUID(),
    collectionId,
    openedBy: service,
    openedAt: world.deps.clock(),
  });
const correct = (collectionId: string, readingId: string, accountId: string) =>
  handlers.correctIdentity(
    { params: { collectionId }, body: { readingId } },
    studentCall(accountId),
  );
const rowOf = async (id: string) =>
  (await db.select().from(collections).where(eq(collections.id, id)))[0];

test("a new code replaces person and code, retains state and payment, and deletes the old person", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId, { person: "same" });
  const previous = await rowOf(collectionId);
  const readingId = await world.addVerifiedReading(accountId, projectId, "new-code", "same");
  expect(await correct(collectionId, readingId, accountId)).toMatchObject({
    refused: "correction-not-open",
  });
  await open(collectionId);
  expect(await correct(collectionId, readingId, accountId)).toMatchObject({
    state: "paid",
    collectionId,
  });
  const after = await rowOf(collectionId);
  expect(after).toMatchObject({ personId: readingId, feeFen: previous?.feeFen, state: "paid" });
  expect(after?.codeHash).not.toBe(previous?.codeHash);
  expect(
    await db
      .select()
      .from(persons)
      .where(eq(persons.id, previous?.personId ?? "")),
  ).toEqual([]);
  const [person] = await db.select().from(persons).where(eq(persons.id, readingId));
  expect(person?.retainUntil).toEqual(previous?.retainUntil);
  // An opened correction allows one correction.
  const secondReading = await world.addVerifiedReading(accountId, projectId, "newer-code", "same");
  expect(await correct(collectionId, secondReading, accountId)).toMatchObject({
    refused: "correction-not-open",
  });
});

test("refuses a code or person with another collection, and a foreign or expired reading", async () => {
  const ownRow = await world.addPaid(projectId);
  const other = await world.addPaid(projectId, { person: "taken" });
  await open(ownRow.collectionId);
  const taken = await world.addVerifiedReading(ownRow.accountId, projectId, "third-code", "taken");
  expect(await correct(ownRow.collectionId, taken, ownRow.accountId)).toMatchObject({
    refused: "code-used-by-other",
  });
  const foreign = await world.addVerifiedReading(other.accountId, projectId, "fourth-code");
  expect(await correct(ownRow.collectionId, foreign, ownRow.accountId)).toMatchObject({
    refused: "not-found",
  });
  expect(await correct(ownRow.collectionId, foreign, other.accountId)).toMatchObject({
    refused: "not-found",
  });
  const own = await world.addVerifiedReading(ownRow.accountId, projectId, "fifth-code");
  world.passTime(3_600_000);
  expect(await correct(ownRow.collectionId, own, ownRow.accountId)).toMatchObject({
    refused: "reading-expired",
  });
});

test("two parallel corrections after one opening: only one succeeds", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId, { person: "racer" });
  await open(collectionId);
  const readings = [
    await world.addVerifiedReading(accountId, projectId, "race-1", "racer"),
    await world.addVerifiedReading(accountId, projectId, "race-2", "racer"),
  ];
  const answers = await Promise.all(
    readings.map((readingId) => correct(collectionId, readingId, accountId)),
  );
  expect(answers.filter((answer) => !("refused" in answer))).toHaveLength(1);
});

test("refuses a correction after approval", async () => {
  const { accountId, collectionId } = await world.addApproved(projectId);
  await open(collectionId);
  const readingId = await world.addVerifiedReading(accountId, projectId, "late-code");
  expect(await correct(collectionId, readingId, accountId)).toMatchObject({
    refused: "collection-frozen",
  });
});

test("a collection returned by the registry for wrong data can be submitted again with the same photo", async () => {
  const { accountId, collectionId, attemptId } = await world.addApproved(projectId);
  await world.move(collectionId, "queue-upload", "system");
  await world.move(collectionId, "refused-by-registry", "system", {
    receipt: "B1",
    reason: { serverText: "学籍不匹配" },
  });
  await open(collectionId);
  const readingId = await world.addVerifiedReading(accountId, projectId, "corrected-code");
  expect(await correct(collectionId, readingId, accountId)).toMatchObject({
    state: "ready",
    submission: null,
  });
  const repeated = { params: { collectionId }, body: { attemptId } };
  expect(await handlers.submitAttempt(repeated, studentCall(accountId))).toMatchObject({
    state: "in_review",
  });
});
