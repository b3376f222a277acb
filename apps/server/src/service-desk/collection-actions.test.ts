import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collections, corrections, reviewTasks, serviceNotes } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { leasedTask } from "../testing/review-task-rows.ts";
import { findTablesContaining } from "../testing/stores.ts";
import { openServiceDeskWorld, params } from "./testing/service-desk-world.ts";

const { db, pool, owner, world, projectId, handlers, service, read, addNote } =
  await openServiceDeskWorld();

test("shows the possible actions, and for each unavailable action the reason", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "actions" });
  expect((await read(collectionId)).actions).toMatchObject({
    withdraw: { refusal: { zh: expect.stringContaining("可以直接拍照") } },
    openCorrection: { refusal: null },
  });
  const approved = await world.addApproved(projectId);
  expect((await read(approved.collectionId)).actions).toMatchObject({
    withdraw: { refusal: { en: expect.stringContaining("“Approved”: nothing is in review") } },
    openCorrection: {
      refusal: { en: expect.stringContaining("“Approved”: the data cannot be corrected") },
    },
  });
});

test("a note is stored encrypted and audited without its text; a repeat within a minute adds no second note", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "noted" });
  const first = await addNote(collectionId, "学生将于周五来电");
  world.passTime(1000);
  expect(await addNote(collectionId, "学生将于周五来电")).toEqual(first);
  const colleague = staffCall(await world.addStaff("service"), "service");
  expect(await addNote(collectionId, "学生将于周五来电", colleague)).not.toEqual(first);
  world.passTime(61_000);
  expect(await addNote(collectionId, "学生将于周五来电")).not.toEqual(first);
  const rows = await db
    .select()
    .from(serviceNotes)
    .where(eq(serviceNotes.collectionId, collectionId));
  expect(rows).toHaveLength(3);
  const { rows: audited } = await pool.query(
    "select details from audit_entries where action = 'service-note-added'",
  );
  expect(JSON.stringify([rows, audited])).not.toContain("周五");
  const unknownCollection = handlers.addServiceNote(
    { ...params(randomUUID()), body: { note: "x" } },
    service,
  );
  expect(await unknownCollection).toMatchObject({ refused: "not-found" });
});

test("a correction is opened once, and a repeated request returns the same correction", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "corrected" });
  const opened = accepted(
    await handlers.openCorrection(
      { ...params(collectionId), body: { reason: "专业有误" } },
      service,
    ),
  );
  world.passTime(1000);
  expect(
    await handlers.openCorrection({ ...params(collectionId), body: { reason: "再开" } }, service),
  ).toEqual(opened);
  expect(await db.$count(corrections, eq(corrections.collectionId, collectionId))).toBe(1);
  expect(await read(collectionId)).toMatchObject(opened);
  expect(await handlers.readCollectionForService(params(randomUUID()), service)).toMatchObject({
    refused: "not-found",
  });
});

test("withdrawing a submission for a student ends its lease, and the student can submit again", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "withdrawn" });
  const attemptId = await world.addMade(collectionId);
  const withdraw = () =>
    handlers.withdrawSubmission({ ...params(collectionId), body: { reason } }, service);
  const reason = `张三来电，想换一张 ${collectionId}`;
  expect(await withdraw()).toMatchObject({ refused: "move-not-allowed" });
  await world.move(collectionId, "submit", "student", { attempt: attemptId });
  const now = world.deps.clock();
  await db
    .update(collections)
    .set({ submittedAttemptId: attemptId, submittedAt: now, reviewDueAt: now })
    .where(eq(collections.id, collectionId));
  const reviewerId = await world.addStaff("reviewer");
  await db
    .insert(reviewTasks)
    .values(leasedTask({ collectionId, attemptId, reviewerId, takenAt: now }));
  expect((await read(collectionId)).actions.withdraw.refusal).toBeNull();
  expect(await withdraw()).toMatchObject({ state: "ready" });
  expect(await read(collectionId)).toMatchObject({ submission: null, state: "ready" });
  expect((await read(collectionId)).timeLine.find(({ kind }) => kind === "move")).toMatchObject({
    words: reason,
  });
  expect(await findTablesContaining(owner, reason)).toEqual([]);
  expect(await db.select().from(reviewTasks)).toEqual([]);
});

test("refuses to withdraw or correct after approval", async () => {
  const { collectionId } = await world.addApproved(projectId);
  const body = { reason: "太晚" };
  expect(
    await handlers.withdrawSubmission({ ...params(collectionId), body }, service),
  ).toMatchObject({
    refused: "collection-frozen",
  });
  expect(await handlers.openCorrection({ ...params(collectionId), body }, service)).toMatchObject({
    refused: "collection-frozen",
  });
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});
