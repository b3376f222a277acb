/** Deletion at the student's request: of one collection, of all photos, and of everything. */
import { randomUUID } from "node:crypto";
import { allCollectionStates, canMove } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysFromStart } from "../collections/testing/student-world.ts";
import {
  attempts,
  codeReadings,
  doomedObjects,
  identityEvidence,
  invoiceRequests,
  orders,
  persons,
  sessions,
} from "../infra/db/schema/index.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { deletePhotos } from "./delete-my-data.ts";
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld, withoutFiles } from "./testing/retention-world.ts";

const { db, world, projectId, leavingDeps, addStudent, addCollection, ...acts } =
  await openRetentionWorld();
const { deleteFiles, endRetention, stored, setState, auditOf } = acts;
const { clock, ids } = world.deps;
const handlers = retentionHandlers({ ...leavingDeps, ...withoutFiles });
const exported = async (accountId: string) =>
  accepted(await handlers.exportMyData({}, studentCall(accountId)));

test.each(allCollectionStates.filter((state) => canMove(state, "leave", "student")))(
  "leaving a collection that is %s closes it and erases its photo and person",
  async (state) => {
    const { accountId, collectionId, keys } = await addStudent();
    await setState(collectionId, state);
    const params = { collectionId };
    const answer = accepted(await handlers.leaveCollection({ params }, studentCall(accountId)));
    expect(answer).toEqual({ deletedPictures: 1, refundFen: 0 });
    await deleteFiles();
    expect(await stored(keys)).toEqual([null, null, null]);
    const ownRow = await exported(accountId);
    expect(ownRow.collections[0]).toMatchObject({
      state: "closed",
      person: { name: "", studentNumber: "" },
    });
    expect(ownRow.account.phone).toBe("13800000000");
    // Retries the request, as after a lost response.
    expect(await handlers.leaveCollection({ params }, studentCall(accountId))).toEqual(answer);
  },
);

test("a deletion postpones a collection at the registry until the registry has answered", async () => {
  const { accountId, collectionId, keys } = await addStudent();
  const other = await addCollection(accountId);
  await setState(other.collectionId, "uploading", other.attemptId);
  expect(accepted(await handlers.deleteMyData({}, studentCall(accountId)))).toMatchObject({
    later: 1,
  });
  await deleteFiles();
  expect(await stored([...keys, ...other.keys])).toEqual([
    null,
    null,
    null,
    { bytes: 6 },
    { bytes: 6 },
    { bytes: 6 },
  ]);
  const person = (of: string) =>
    exported(accountId).then(
      (ownRow) => ownRow.collections.find((one) => one.collectionId === of)?.person.name,
    );
  expect([await person(collectionId), await person(other.collectionId)]).toEqual(["", "测试甲"]);
  await endRetention();
  expect(await person(other.collectionId)).toBe("测试甲");
  await setState(other.collectionId, "completed", other.attemptId);
  await endRetention();
  expect(await stored(other.keys)).toEqual([null, null, null]);
  expect(await person(other.collectionId)).toBe("");
  expect((await exported(accountId)).account.phone).toBeNull();
});

test("identity evidence is deleted with the person, even when no photo is left", async () => {
  const { accountId, collectionId, attemptId } = await addStudent();
  await db
    .update(attempts)
    .set({ picturesDeletedAt: clock(), report: null })
    .where(eq(attempts.id, attemptId));
  const [objectKey, grantedAt] = ["evidence/of-an-identity", clock()];
  const objectSha256 = "0".repeat(64);
  const evidence = {
    collectionId,
    kind: "id-card-held",
    objectKey,
    objectSha256,
    fileType: "jpeg",
    grantedAt,
  } as const;
  await db.insert(identityEvidence).values(evidence);
  accepted(await handlers.leaveCollection({ params: { collectionId } }, studentCall(accountId)));
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(
    0,
  );
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, objectKey))).toBe(1);
});

test("a student cannot leave another student's collection", async () => {
  const [ownRow, foreign] = [await addStudent(), await addStudent()];
  const params = { collectionId: foreign.collectionId };
  expect(await handlers.leaveCollection({ params }, studentCall(ownRow.accountId))).toMatchObject({
    refused: "not-found",
  });
  expect(await stored(foreign.keys)).toEqual([{ bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
});

test("withdrawing the face consent deletes every photo with a receipt, and the student can continue later", async () => {
  const { accountId, collectionId, attemptId, keys } = await addStudent();
  await setState(collectionId, "in_review", attemptId);
  const receipt = await deletePhotos(world.deps, accountId);
  expect(receipt).toMatchObject({
    photos: [{ originalSha256: "1".repeat(64), photoSha256: "2".repeat(64) }],
    later: 0,
  });
  await deleteFiles();
  expect(await stored(keys)).toEqual([null, null, null]);
  const ownRow = await exported(accountId);
  expect(ownRow.collections[0]).toMatchObject({ state: "paid", person: { name: "测试甲" } });
  expect(await deletePhotos(world.deps, accountId)).toMatchObject({ photos: [], later: 0 });
});

test("a photo that the registry is due to receive is deleted after its answer, as the receipt states", async () => {
  const { accountId, collectionId, attemptId, keys } = await addStudent();
  await setState(collectionId, "approved", attemptId);
  expect(await deletePhotos(world.deps, accountId)).toMatchObject({ photos: [], later: 1 });
  await setState(collectionId, "completed", attemptId);
  await endRetention();
  expect(await stored(keys)).toEqual([null, null, null]);
});

test("a student whose collections have ended can delete everything, including the session", async () => {
  const { accountId, collectionId, keys } = await addStudent();
  await setState(collectionId, "completed");
  const expiresAt = daysFromStart(30);
  const session = { tokenSha256: "a".repeat(64), accountId, createdAt: clock(), expiresAt };
  await db.insert(sessions).values({ ...session, role: "student" });
  expect(accepted(await handlers.deleteMyData({}, studentCall(accountId)))).toEqual({
    deletedPictures: 1,
    refundFen: 0,
    later: 0,
  });
  await deleteFiles();
  expect(await stored(keys)).toEqual([null, null, null]);
  const after = await exported(accountId);
  expect(after.account).toMatchObject({ phone: null, signIns: [] });
  expect(after.collections[0]).toMatchObject({
    state: "completed",
    person: { name: "", studentNumber: "" },
  });
  const [row] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.tokenSha256, session.tokenSha256));
  expect(row?.revokedAt).toEqual(clock());
  expect((await auditOf(`account:${accountId}`)).map(({ action }) => action)).toEqual([
    "ask-deletion",
    "erase-account",
  ]);
});

test("a deletion includes unproven code readings and invoice requests, and keeps other accounts' data", async () => {
  const { accountId, collectionId } = await addStudent();
  await setState(collectionId, "completed");
  const other = await world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  await db.update(persons).set({ retainUntil: clock() }).where(eq(persons.id, other));
  const readingId = ids();
  await db.insert(codeReadings).values({
    id: readingId,
    code: world.deps.sealer.seal("a code", { column: "code_readings.code", rowId: readingId }),
    codeHash: world.deps.searchHash("collection-code", readingId),
    accountId,
    projectId,
    createdAt: clock(),
    expiresAt: daysFromStart(1),
  });
  const [orderId, invoiceId] = [ids(), ids()];
  const times = { createdAt: clock(), expiresAt: daysFromStart(1) };
  const order = {
    provider: "wechat-pay",
    channel: "native",
    appid: "wx0",
    amountFen: 2500,
    state: "closed",
    ...times,
  } as const;
  await db
    .insert(orders)
    .values({ id: orderId, collectionId, outTradeNo: "invoiced0001", ...order });
  const sealed = world.deps.sealer.seal("a name", {
    column: "invoice_requests.title",
    rowId: invoiceId,
  });
  const made = {
    issuedAt: clock(),
    issuedBy: ids(),
    invoiceNumber: "1",
    fileKey: "invoices/of-a-student",
  };
  const fileSha256 = "0".repeat(64);
  const invoice = {
    orderId,
    title: sealed,
    email: sealed,
    createdAt: clock(),
    ...made,
    fileSha256,
  };
  await db.insert(invoiceRequests).values({ id: invoiceId, ...invoice });

  accepted(await handlers.deleteMyData({}, studentCall(accountId)));
  expect(await db.$count(codeReadings, eq(codeReadings.accountId, accountId))).toBe(0);
  expect(await db.$count(invoiceRequests)).toBe(0);
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, made.fileKey))).toBe(1);
  expect(await db.$count(persons, eq(persons.id, other))).toBe(1);
  await endRetention();
  expect(await db.$count(persons, eq(persons.id, other))).toBe(0);
});
