import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { createRefund } from "../collections/testing/create-refund.ts";
import { daysFromStart } from "../collections/testing/student-world.ts";
import { queueMessage } from "../core/collection/queue-message.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { inTransaction } from "../infra/db/database.ts";
import { events, messages, projects } from "../infra/db/schema/index.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { remindStudents } from "./remind-students.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
await world.addSchool();
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days since the start of the test, which is at ten in the morning in Beijing. */
let day = 0;
const goTo = (to: number, hours = 0): void => {
  world.passTime((to - day) * dayMs + hours * hourMs);
  day = to + hours / 24;
};
const remind = () =>
  remindStudents(
    { db, configuration: createConfiguration({ "reminder-hours": { from: 9, until: 21 } }) },
    world.deps.clock(),
    new AbortController().signal,
  );
let graduationYear = 2100;
/** Creates a project that closes in eight days. */
const closingProject = async () => {
  graduationYear += 1;
  return (await world.addProject({ graduationYear, closesAt: daysFromStart(day + 8) })).id;
};
const sentTo = async () =>
  (await db.select().from(messages)).map(({ collectionId }) => collectionId);

const restart = async () => {
  await pool.query("delete from messages");
  await pool.query("update collections set state = 'completed'");
  goTo(Math.ceil(day) + 10);
};
beforeEach(restart);

test("reminds an unfinished student once each seven days, three days and one day before the end", async () => {
  const startDay = day;
  const { collectionId } = await world.addPaid(await closingProject());
  const counts: number[] = [];
  for (let passed = 0; passed <= 8; passed++) {
    goTo(startDay + passed, 1);
    counts.push(await remind(), await remind());
  }
  expect(counts.filter((_, index) => index % 2 === 0)).toEqual([0, 1, 0, 0, 0, 1, 0, 1, 0]);
  expect(counts.filter((_, index) => index % 2 === 1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await sentTo()).toEqual([collectionId, collectionId, collectionId]);
});

test("does not remind a student who requested a refund", async () => {
  const projectId = await closingProject();
  const { collectionId } = await world.addPaid(projectId);
  const other = await world.addPaid(projectId);
  await createRefund(db, { collectionId, state: "requested", at: world.deps.clock() });
  goTo(Math.ceil(day) + 2);
  expect(await remind()).toBe(1);
  expect(await sentTo()).toEqual([other.collectionId]);
});

test("waits a day after a reminder by the school before the next reminder", async () => {
  const { collectionId } = await world.addPaid(await closingProject());
  goTo(Math.ceil(day) + 2);
  await inTransaction(db, async (tx) => {
    const event = {
      kind: "stalled-reminded",
      subjectId: collectionId,
      createdAt: world.deps.clock(),
    };
    const [storedEvent] = await tx.insert(events).values(event).returning({ id: events.id });
    const createdAt = world.deps.clock();
    await queueMessage(tx, {
      eventId: storedEvent?.id ?? 0,
      collectionId,
      template: "unfinished",
      createdAt,
    });
  });
  expect(await remind()).toBe(0);
  goTo(Math.ceil(day) + 1, 1);
  expect(await remind()).toBe(1);
});

test("sends no reminder at night, within a day of the student's last step, or while others must act", async () => {
  const project = await closingProject();
  const waiting = await world.addPaid(project);
  await world.addApproved(project);
  goTo(day + 2);
  const recently = await world.addPaid(project);
  goTo(day, 12);
  expect(await remind()).toBe(0);
  goTo(day, 11);
  expect(await remind()).toBe(1);
  expect(await sentTo()).toEqual([waiting.collectionId]);
  expect(await sentTo()).not.toContain(recently.collectionId);
});

/**
 * Creates a completed collection whose photo must be confirmed within eight days. Its project stays open much longer.
 */
const completed = async () => {
  graduationYear += 1;
  const dates = { closesAt: daysFromStart(day + 60), imageCheckBy: daysFromStart(day + 8) };
  const { id: projectId } = await world.addProject({ graduationYear, ...dates });
  const { collectionId } = await world.addApproved(projectId);
  await pool.query("update collections set state = 'completed' where id = $1", [collectionId]);
  return { projectId, collectionId };
};

test("reminds a student to confirm the photo at CHSI seven, three and one day before the date, once each", async () => {
  const startDay = day;
  const { projectId, collectionId } = await completed();
  await world.addPaid(projectId);
  const counts: number[] = [];
  for (let passed = 0; passed <= 10; passed++) {
    goTo(startDay + passed, 1);
    counts.push(await remind(), await remind());
  }
  expect(counts.filter((_, index) => index % 2 === 0)).toEqual([0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0]);
  expect(counts.filter((_, index) => index % 2 === 1)).toEqual(Array(11).fill(0));
  const written = await db.select().from(messages);
  expect(written.map((message) => [message.template, message.collectionId])).toEqual(
    Array(3).fill(["image-check", collectionId]),
  );
});

test("reminds a completed student whose refund failed", async () => {
  const startDay = day;
  const { collectionId } = await completed();
  await createRefund(db, { collectionId, state: "closed", at: world.deps.clock() });
  goTo(startDay + 7, 1);
  expect(await remind()).toBe(1);
  expect(await sentTo()).toEqual([collectionId]);
});

test("reminds again when the date moves later, and stops when the date is removed", async () => {
  const startDay = day;
  const { projectId, collectionId } = await completed();
  goTo(startDay + 7, 1);
  expect(await remind()).toBe(1);
  const moveTo = (imageCheckBy: Date | null) =>
    db.update(projects).set({ imageCheckBy }).where(eq(projects.id, projectId));
  await moveTo(daysFromStart(startDay + 16));
  expect(await remind()).toBe(0);
  goTo(startDay + 11, 1);
  expect(await remind()).toBe(1);
  await moveTo(null);
  goTo(startDay + 15, 1);
  expect(await remind()).toBe(0);
  expect(await sentTo()).toEqual([collectionId, collectionId]);
});

test("several workers in parallel remind each student once", async () => {
  for (let round = 0; round < 12; round++) {
    await restart();
    const project = await closingProject();
    for (let count = 0; count < 6; count++) await world.addPaid(project);
    goTo(day + 2);
    await Promise.all(Array.from({ length: 6 }, remind));
    expect(new Set(await sentTo()).size).toBe(6);
    expect(await sentTo()).toHaveLength(6);
  }
});
