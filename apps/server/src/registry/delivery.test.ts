import { reviewReasons } from "@gradphoto/domain";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { readCollection } from "../core/collection/read-collection.ts";
import { collections, registryBatches, registryItems } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { dueIn } from "../testing/jobs.ts";
import { minute, openRegistryWorld } from "./testing/registry-world.ts";

const registry = await openRegistryWorld();
const { db, pool, sandbox } = registry;
const {
  world,
  photos,
  refundedIds,
  studentId,
  addApproved,
  handlers,
  operator,
  queueUploads,
  sendBatches,
  queryBatches,
  addUploadable,
  stateOf,
} = registry;

const books = z.object({ uploads: z.number() });
const uploads = async () => books.parse(await sandbox.control("GET", "/registry/books")).uploads;

test("queues an approved photo after its hold, uploads it, and completes the collection when accepted", async () => {
  const { collectionId } = await addApproved();
  world.passTime(5 * minute);
  expect(await queueUploads()).toBe(0);
  world.passTime(1000);
  expect(await queueUploads()).toBe(1);
  expect(await stateOf(collectionId)).toBe("uploading");
  expect(await queueUploads()).toBe(0);
  expect(await sendBatches()).toBe(1);
  expect(await queryBatches()).toBe(1);
  expect(await stateOf(collectionId)).toBe("completed");
  const [item] = await db.select().from(registryItems);
  expect(item).toMatchObject({ state: "accepted", receipt: expect.stringMatching(/^R/) });
  expect([await queueUploads(), await sendBatches(), await queryBatches()]).toEqual([0, 0, 0]);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

test("returns a refused photo with the reason and stores our findings; the next photo is accepted", async () => {
  const { collectionId, accountId, attemptId } = await addUploadable({
    "background-busy": "warn",
    blur: "pass",
  });
  await sandbox.control("POST", "/registry/refusals", { reason: "background" });
  await queueUploads();
  await sendBatches();
  expect(await queryBatches()).toBe(1);
  const read = accepted(
    await readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" }),
  );
  expect(read).toMatchObject({
    state: "returned",
    refusal: { by: "registry", attemptId, reasons: [{ code: "registry-background" }] },
  });
  expect(await db.select().from(registryItems)).toMatchObject([
    { findingIds: ["background-busy"] },
  ]);

  const repeated = await world.addMade(collectionId);
  await world.move(collectionId, "submit", "student", { attempt: repeated });
  await db
    .update(collections)
    .set({ submittedAttemptId: repeated })
    .where(eq(collections.id, collectionId));
  await world.move(collectionId, "approve", "reviewer", {}, await world.addStaff("reviewer"));
  world.passTime(6 * minute);
  await queueUploads();
  await sendBatches();
  await queryBatches();
  expect(await stateOf(collectionId)).toBe("completed");
});

test("uploads the photo with the student number from the student's code", async () => {
  await addUploadable();
  await queueUploads();
  await sendBatches();
  const sent = z
    .object({
      batches: z.array(z.object({ items: z.array(z.object({ studentNumber: z.string() })) })),
    })
    .parse(await sandbox.control("GET", "/registry/books"));
  expect(sent.batches.at(-1)?.items).toEqual([{ studentNumber: "2023000001" }]);
});

test("closes and refunds a collection whose photo the registry already has, and shows the reason", async () => {
  const { collectionId, accountId } = await addUploadable();
  await sandbox.control("PATCH", `/chsi/students/${studentId}`, { collected: true });
  await queueUploads();
  await sendBatches();
  await queryBatches();
  await sandbox.control("PATCH", `/chsi/students/${studentId}`, { collected: false });
  expect(await stateOf(collectionId)).toBe("closed");
  expect(refundedIds).toContain(collectionId);
  const { history } = accepted(
    await readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" }),
  );
  expect(history.at(-1)).toMatchObject({
    move: "already-registered",
    reason: { zh: "学信网：已采集过", en: reviewReasons["registry-already-collected"].label.en },
  });
  expect(await db.select().from(registryItems)).toMatchObject([
    { state: "refused", reason: "registry-already-collected" },
  ]);
});

test("returns the photo of a student unknown to the registry, to be submitted again with corrected data", async () => {
  const { collectionId, accountId } = await addUploadable();
  await sandbox.control("POST", "/registry/refusals", { reason: "enrolment-differs" });
  await queueUploads();
  await sendBatches();
  await queryBatches();
  const read = accepted(
    await readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" }),
  );
  expect(read).toMatchObject({
    state: "returned",
    refusal: { by: "registry", reasons: [{ code: "registry-enrolment-differs" }] },
  });
  expect(read.moves.map(({ move }) => move)).toContain("correct-identity");
});

test.each(["lost-answer", "server-error", "garbage", "busy"])(
  "after an upload that failed with %s, queries the registry first, and uploads once",
  async (kind) => {
    const { collectionId } = await addUploadable();
    const previous = await uploads();
    await queueUploads();
    await sandbox.orderFault("registry-upload", kind);
    expect(await sendBatches()).toBe(0);
    const [batch] = await db.select().from(registryBatches);
    expect(batch).toMatchObject({ state: "queued", tries: 1, lastFault: expect.any(String) });
    expect(await sendBatches()).toBe(1);
    expect((await uploads()) - previous).toBe(1);
    await queryBatches();
    expect(await stateOf(collectionId)).toBe("completed");
  },
);

test("several processes in parallel upload each batch once and settle each photo once", async () => {
  const made = [];
  for (let count = 0; count < 23; count++) made.push(await addApproved());
  world.passTime(6 * minute);
  const previous = await uploads();
  const workers = [1, 2, 3];
  const queued = await Promise.all(workers.map(() => queueUploads()));
  expect(queued.reduce((sum: number, count) => sum + count, 0)).toBe(23);
  await Promise.all(workers.map(() => sendBatches()));
  const batches = await db.select().from(registryBatches);
  expect((await uploads()) - previous).toBe(batches.length);
  const settled = await Promise.all(workers.map(() => queryBatches()));
  expect(settled.reduce((sum: number, count) => sum + count, 0)).toBe(batches.length);
  for (const { collectionId } of made) expect(await stateOf(collectionId)).toBe("completed");
});

test("queries pending photos again after a minute; duplicate and late answers settle a photo once", async () => {
  const { collectionId } = await addUploadable();
  await queueUploads();
  await sendBatches();
  await sandbox.orderFault("registry-result", "still-pending");
  expect(await queryBatches()).toBe(0);
  const [batch] = await db.select().from(registryBatches);
  expect(await dueIn(db, "query-batch", { batchId: batch?.id ?? "" })).toBeGreaterThan(55);
  await sandbox.orderFault("registry-result", "server-error");
  expect(await queryBatches()).toBe(0);
  await sandbox.orderFault("registry-result", "duplicate-answers");
  expect(await queryBatches()).toBe(1);
  expect(await stateOf(collectionId)).toBe("completed");
});

test("does not upload a photo that is unreadable or changed since review, and records the fault", async () => {
  const { collectionId, attemptId } = await addUploadable();
  const previous = await uploads();
  await queueUploads();
  photos.set(attemptId, null);
  expect(await sendBatches()).toBe(0);
  photos.set(attemptId, Buffer.from("another photo"));
  expect(await sendBatches()).toBe(0);
  expect(await uploads()).toBe(previous);
  const { batches } = accepted(
    await handlers.listRegistryBatches({ query: { limit: 1 } }, operator),
  );
  expect(batches).toMatchObject([
    { state: "queued", tries: 2, lastFault: `photo-changed:${attemptId}` },
  ]);
  photos.clear();
  expect(await sendBatches()).toBe(1);
  await queryBatches();
  expect(await stateOf(collectionId)).toBe("completed");
});

test("an unreadable photo does not block the rest of its batch, and is uploaded once it is readable", async () => {
  const bad = await addUploadable();
  const good = await addUploadable();
  await queueUploads();
  photos.set(bad.attemptId, null);
  expect(await sendBatches()).toBe(1);
  await queryBatches();
  expect([await stateOf(good.collectionId), await stateOf(bad.collectionId)]).toEqual([
    "completed",
    "uploading",
  ]);
  const { batches } = accepted(
    await handlers.listRegistryBatches({ query: { limit: 2 } }, operator),
  );
  const lastFault = `photo-unreadable:${bad.attemptId}`;
  expect(batches).toContainEqual(expect.objectContaining({ state: "queued", lastFault }));
  photos.clear();
  expect(await sendBatches()).toBe(1);
  await queryBatches();
  expect(await stateOf(bad.collectionId)).toBe("completed");
});

test("a photo whose collection rejects the answer does not block others, and is queried again", async () => {
  for (let count = 0; count < 3; count++) await addUploadable();
  await queueUploads();
  await sendBatches();
  const [first, ...others] = await db.select().from(registryItems).orderBy(asc(registryItems.id));
  if (!first) throw new Error("Nothing was queued");
  const setState = (state: "ready" | "uploading") =>
    db.update(collections).set({ state }).where(eq(collections.id, first.collectionId));
  await setState("ready");
  expect(await queryBatches()).toBe(0);
  for (const { collectionId } of others) expect(await stateOf(collectionId)).toBe("completed");
  await setState("uploading");
  expect(await queryBatches()).toBe(1);
  expect(await stateOf(first.collectionId)).toBe("completed");
});

test("does not upload a photo without the student's consent, until the consent is renewed", async () => {
  const withoutConsent = await addUploadable();
  const withConsent = await addUploadable();
  await pool.query("update consents set withdrawn_at = granted_at where account_id = $1", [
    withoutConsent.accountId,
  ]);
  expect(await queueUploads()).toBe(1);
  expect([
    await stateOf(withoutConsent.collectionId),
    await stateOf(withConsent.collectionId),
  ]).toEqual(["approved", "uploading"]);
  await pool.query("update consents set withdrawn_at = null where account_id = $1", [
    withoutConsent.accountId,
  ]);
  expect(await queueUploads()).toBe(1);
});

test("a shortened hold applies only to later approvals; earlier ones wait for their original time", async () => {
  const previous = await addApproved();
  world.passTime(1000);
  await confirmSetting(db, world.deps, "decision-hold", 1);
  world.passTime(minute);
  const after = await addApproved();
  world.passTime(minute + 1000);
  expect(await queueUploads()).toBe(1);
  expect(await stateOf(after.collectionId)).toBe("uploading");
  expect(await stateOf(previous.collectionId)).toBe("approved");
  world.passTime(3 * minute);
  expect(await queueUploads()).toBe(1);
  expect(await stateOf(previous.collectionId)).toBe("uploading");
});
