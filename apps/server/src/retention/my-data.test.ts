import { randomUUID } from "node:crypto";
import { allCollectionStates, canMove } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysFromStart, studentCall } from "../collections/testing/student-world.ts";
import { appendAudit } from "../core/audit/append-audit.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  attempts,
  codeReadings,
  doomedObjects,
  identityEvidence,
  invoiceRequests,
  orders,
  persons,
  serviceNotes,
  sessions,
  staff,
} from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { deletePhotos } from "./delete-photos.ts";
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld } from "./testing/retention-world.ts";

const database = await openTestDatabase();
const { db } = database;
const {
  world,
  projectId,
  leavingDeps,
  addStudent,
  addCollection,
  deleteFiles,
  endRetention,
  stored,
  setState,
  auditOf,
} = await openRetentionWorld(database);
const { clock, ids } = world.deps;
const handlers = retentionHandlers(leavingDeps);
const exported = async (accountId: string) => accepted(await handlers.exportMyData({}, studentCall(accountId)));

test("notes of customer service are counted in the student's export, and gone with the person", async () => {
  const { accountId, collectionId } = await addStudent();
  const id = ids();
  const note = world.deps.sealer.seal("学生来电", { column: "service_notes.note", rowId: id });
  const writtenBy = ids();
  const name = world.deps.sealer.seal("测试客服", { column: "staff.name", rowId: writtenBy });
  const writer = { id: writtenBy, username: "service", name, passwordHash: "x", createdAt: clock() };
  await db.insert(staff).values({ ...writer, role: "service" });
  await db.insert(serviceNotes).values({ id, collectionId, note, writtenBy, at: clock() });
  expect((await exported(accountId)).collections[0]).toMatchObject({ serviceNotes: 1 });
  await db.update(persons).set({ retainUntil: clock() });
  await endRetention();
  expect(await db.$count(serviceNotes, eq(serviceNotes.id, id))).toBe(0);
});

test.each(allCollectionStates.filter((state) => canMove(state, "leave", "student")))(
  "a student leaves a collection that is %s: it is closed, and its photo and person are gone",
  async (state) => {
    const { accountId, collectionId, keys } = await addStudent();
    await setState(collectionId, state);
    const params = { collectionId };
    const answer = accepted(await handlers.leaveCollection({ params }, studentCall(accountId)));
    expect(answer).toEqual({ deletedPictures: 1, refundFen: 0 });
    await deleteFiles();
    expect(await stored(keys)).toEqual([null, null, null]);
    const mine = await exported(accountId);
    expect(mine.collections[0]).toMatchObject({ state: "closed", person: { name: "", studentNumber: "" } });
    expect(mine.account.phone).toBe("13800000000");
    // Asked once more, as when the answer was lost.
    expect(await handlers.leaveCollection({ params }, studentCall(accountId))).toEqual(answer);
  },
);

test("a deletion leaves what is under way, and comes back to what is on its way to the registry once it has answered", async () => {
  const { accountId, collectionId, keys } = await addStudent();
  const other = await addCollection(accountId);
  await setState(other.collectionId, "uploading", other.attemptId);
  expect(accepted(await handlers.deleteMyData({}, studentCall(accountId)))).toMatchObject({ later: 1 });
  await deleteFiles();
  expect(await stored([...keys, ...other.keys])).toEqual([null, null, null, { bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
  const person = (of: string) =>
    exported(accountId).then((mine) => mine.collections.find((one) => one.collectionId === of)?.person.name);
  expect([await person(collectionId), await person(other.collectionId)]).toEqual(["", "测试甲"]);
  await endRetention();
  expect(await person(other.collectionId)).toBe("测试甲");
  await setState(other.collectionId, "completed", other.attemptId);
  await endRetention();
  expect(await stored(other.keys)).toEqual([null, null, null]);
  expect(await person(other.collectionId)).toBe("");
  expect((await exported(accountId)).account.phone).toBeNull();
});

test("evidence of an identity goes with the person, also where no photo is left", async () => {
  const { accountId, collectionId, attemptId } = await addStudent();
  await db.update(attempts).set({ picturesDeletedAt: clock(), report: null }).where(eq(attempts.id, attemptId));
  const [objectKey, givenAt] = ["evidence/of-an-identity", clock()];
  const evidence = { collectionId, kind: "id-card-held", objectKey, fileType: "jpeg", givenAt } as const;
  await db.insert(identityEvidence).values(evidence);
  accepted(await handlers.leaveCollection({ params: { collectionId } }, studentCall(accountId)));
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(0);
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, objectKey))).toBe(1);
});

test("the collection of another is not left", async () => {
  const [mine, foreign] = [await addStudent(), await addStudent()];
  const params = { collectionId: foreign.collectionId };
  expect(await handlers.leaveCollection({ params }, studentCall(mine.accountId))).toMatchObject({
    refused: "not-found",
  });
  expect(await stored(foreign.keys)).toEqual([{ bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
});

test("who takes the consent for their face back has every photo deleted at once, with a receipt, and may go on later", async () => {
  const { accountId, collectionId, attemptId, keys } = await addStudent();
  await setState(collectionId, "in_review", attemptId);
  const receipt = await deletePhotos(world.deps, accountId);
  expect(receipt).toMatchObject({
    photos: [{ originalSha256: "1".repeat(64), photoSha256: "2".repeat(64) }],
    later: 0,
  });
  await deleteFiles();
  expect(await stored(keys)).toEqual([null, null, null]);
  const mine = await exported(accountId);
  expect(mine.collections[0]).toMatchObject({ state: "ready", person: { name: "测试甲" } });
  expect(await deletePhotos(world.deps, accountId)).toMatchObject({ photos: [], later: 0 });
});

test("a photo that the registry is to get goes once it has answered, and the receipt says so", async () => {
  const { accountId, collectionId, attemptId, keys } = await addStudent();
  await setState(collectionId, "approved", attemptId);
  expect(await deletePhotos(world.deps, accountId)).toMatchObject({ photos: [], later: 1 });
  await setState(collectionId, "completed", attemptId);
  await endRetention();
  expect(await stored(keys)).toEqual([null, null, null]);
});

test("a student whose collections have ended deletes everything, and the session with it", async () => {
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
  const left = await exported(accountId);
  expect(left.account).toMatchObject({ phone: null, signIns: [] });
  expect(left.collections[0]).toMatchObject({ state: "completed", person: { name: "", studentNumber: "" } });
  const [row] = await db.select().from(sessions).where(eq(sessions.tokenSha256, session.tokenSha256));
  expect(row?.revokedAt).toEqual(clock());
  expect((await auditOf(`account:${accountId}`)).map(({ action }) => action)).toEqual([
    "ask-deletion",
    "erase-account",
  ]);
});

test("a deletion takes readings never proven and wishes for an invoice along, and leaves what others own to the end of its time", async () => {
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
  await db.insert(orders).values({ id: orderId, collectionId, outTradeNo: "invoiced0001", ...order });
  const sealed = world.deps.sealer.seal("a name", { column: "invoice_requests.title", rowId: invoiceId });
  const made = { issuedAt: clock(), issuedBy: ids(), invoiceNumber: "1", fileKey: "invoices/of-a-student" };
  const invoice = { orderId, title: sealed, email: sealed, createdAt: clock(), ...made };
  await db.insert(invoiceRequests).values({ id: invoiceId, ...invoice });

  accepted(await handlers.deleteMyData({}, studentCall(accountId)));
  expect(await db.$count(codeReadings, eq(codeReadings.accountId, accountId))).toBe(0);
  expect(await db.$count(invoiceRequests)).toBe(0);
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, made.fileKey))).toBe(1);
  expect(await db.$count(persons, eq(persons.id, other))).toBe(1);
  await endRetention();
  expect(await db.$count(persons, eq(persons.id, other))).toBe(0);
});

test("the export holds everything of the student, with who looked at it, and nothing of others", async () => {
  const { accountId, collectionId, attemptId } = await addStudent();
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, {
      actor: `reviewer:${randomUUID()}`,
      action: "look-at-picture",
      subject: `attempt:${attemptId}`,
      details: { picture: "original", purpose: "review" },
    }),
  );
  const mine = await exported(accountId);
  expect(mine.account.phone).toBe("13800000000");
  expect(mine.collections).toHaveLength(1);
  expect(mine.collections[0]).toMatchObject({
    collectionId,
    person: { name: "测试甲", studentNumber: "2023000001" },
    history: [{ move: "start" }],
    attempts: [{ attemptId, looks: [{ byRole: "reviewer", picture: "original", purpose: "review" }] }],
  });
  expect(mine.provenCodes).toEqual([]);
});

test("the export lists a code that was proven and led to no collection yet, its orders and its evidence of identity", async () => {
  const { accountId, collectionId } = await addStudent();
  await world.addVerifiedReading(accountId, projectId, randomUUID());
  const order = { provider: "wechat-pay", channel: "native", appid: "wx0", amountFen: 2500, state: "open" } as const;
  const times = { createdAt: clock(), expiresAt: daysFromStart(1) };
  await db.insert(orders).values({ id: ids(), collectionId, outTradeNo: "exported0001", ...order, ...times });
  const evidence = { collectionId, kind: "statement", objectKey: "evidence/1", fileType: "jpeg" } as const;
  await db.insert(identityEvidence).values({ ...evidence, givenAt: clock() });
  const { provenCodes, collections } = await exported(accountId);
  expect(provenCodes).toMatchObject([{ person: { name: "测试甲" } }]);
  expect(collections[0]).toMatchObject({
    orders: [{ outTradeNo: "exported0001", state: "open", paidAt: null }],
    evidence: [{ kind: "statement", takenAt: null }],
  });
});
