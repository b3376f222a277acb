import { randomUUID } from "node:crypto";
import { allCollectionStates, canMove } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysFromStart } from "../collections/testing/student-world.ts";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { chainWaiting } from "../core/audit/chain-audit.ts";
import { moveReason, refundDeclineReason, refundReason, sealWords } from "../core/free-words.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  attempts,
  codeReadings,
  collectionHistory,
  doomedObjects,
  events,
  identityEvidence,
  invoiceRequests,
  messages,
  orders,
  persons,
  refunds,
  registryBatches,
  registryItems,
  serviceCaseHandOvers,
  serviceCases,
  serviceNotes,
  sessions,
  staff,
} from "../infra/db/schema/index.ts";
import { archiveLog, auditLogOn } from "../testing/audit-log.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { createMemoryStore } from "../testing/stores.ts";
import { deletePhotos } from "./delete-now.ts";
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld, withoutFiles } from "./testing/retention-world.ts";

const { db, ownerUrl, world, projectId, leavingDeps, addStudent, addCollection, ...acts } = await openRetentionWorld();
const { deleteFiles, endRetention, stored, setState, auditOf } = acts;
const { clock, ids } = world.deps;
const handlers = retentionHandlers({ ...leavingDeps, ...withoutFiles });
const exported = async (accountId: string) => accepted(await handlers.exportMyData({}, studentCall(accountId)));

test("the student's export counts service notes and cases, which are deleted with the person", async () => {
  const { accountId, collectionId } = await addStudent();
  const id = ids();
  const note = world.deps.sealer.seal("学生来电", { column: "service_notes.note", rowId: id });
  const writtenBy = ids();
  const name = world.deps.sealer.seal("测试客服", { column: "staff.name", rowId: writtenBy });
  const writer = { id: writtenBy, username: "service", name, passwordHash: "x", createdAt: clock() };
  await db.insert(staff).values({ ...writer, role: "service" });
  await db.insert(serviceNotes).values({ id, collectionId, note, writtenBy, at: clock() });
  const question = world.deps.sealer.seal("几时能下载", { column: "service_cases.question", rowId: id });
  const owned = { ownerId: writtenBy, openedBy: writtenBy, openedAt: clock(), dueAt: clock() };
  await db.insert(serviceCases).values({ id, collectionId, question, ...owned });
  const words = world.deps.sealer.seal("请接手", { column: "service_case_hand_overs.note", rowId: id });
  const hands = { fromStaffId: writtenBy, toStaffId: writtenBy, at: clock() };
  await db.insert(serviceCaseHandOvers).values({ id, caseId: id, note: words, ...hands });
  expect((await exported(accountId)).collections[0]).toMatchObject({ serviceNotes: 1, serviceCases: 1 });
  await db.update(persons).set({ retainUntil: clock() });
  await endRetention();
  expect(await db.$count(serviceNotes, eq(serviceNotes.id, id))).toBe(0);
  expect(await db.$count(serviceCases, eq(serviceCases.id, id))).toBe(0);
  expect(await db.$count(serviceCaseHandOvers, eq(serviceCaseHandOvers.id, id))).toBe(0);
});

test("the student's export contains the reasons in the history, typed by a person or written by the service", async () => {
  const { accountId, collectionId } = await addStudent();
  const [words, own] = ["我没有戴眼镜", "眼镜反光"];
  const step = { collectionId, fromState: "in_review", toState: "in_review", at: clock() } as const;
  await db.insert(collectionHistory).values({ ...step, move: "refused-by-registry", actorRole: "system", reason: own });
  const appeal = { ...step, move: "appeal", actorRole: "student" } as const;
  const [{ id } = { id: 0 }] = await db.insert(collectionHistory).values(appeal).returning();
  const sealedReason = sealWords(world.deps.sealer, moveReason, id, words);
  await db.update(collectionHistory).set({ sealedReason }).where(eq(collectionHistory.id, id));
  const [ownRow] = (await exported(accountId)).collections;
  expect(ownRow?.history.map(({ reason }) => reason)).toEqual([null, own, words]);
});

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
    expect(ownRow.collections[0]).toMatchObject({ state: "closed", person: { name: "", studentNumber: "" } });
    expect(ownRow.account.phone).toBe("13800000000");
    // Retries the request, as after a lost response.
    expect(await handlers.leaveCollection({ params }, studentCall(accountId))).toEqual(answer);
  },
);

test("a deletion postpones a collection at the registry until the registry has answered", async () => {
  const { accountId, collectionId, keys } = await addStudent();
  const other = await addCollection(accountId);
  await setState(other.collectionId, "uploading", other.attemptId);
  expect(accepted(await handlers.deleteMyData({}, studentCall(accountId)))).toMatchObject({ later: 1 });
  await deleteFiles();
  expect(await stored([...keys, ...other.keys])).toEqual([null, null, null, { bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
  const person = (of: string) =>
    exported(accountId).then((ownRow) => ownRow.collections.find((one) => one.collectionId === of)?.person.name);
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
  await db.update(attempts).set({ picturesDeletedAt: clock(), report: null }).where(eq(attempts.id, attemptId));
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
  expect(await db.$count(identityEvidence, eq(identityEvidence.collectionId, collectionId))).toBe(0);
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
  expect(after.collections[0]).toMatchObject({ state: "completed", person: { name: "", studentNumber: "" } });
  const [row] = await db.select().from(sessions).where(eq(sessions.tokenSha256, session.tokenSha256));
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
  await db.insert(orders).values({ id: orderId, collectionId, outTradeNo: "invoiced0001", ...order });
  const sealed = world.deps.sealer.seal("a name", { column: "invoice_requests.title", rowId: invoiceId });
  const made = { issuedAt: clock(), issuedBy: ids(), invoiceNumber: "1", fileKey: "invoices/of-a-student" };
  const fileSha256 = "0".repeat(64);
  const invoice = { orderId, title: sealed, email: sealed, createdAt: clock(), ...made, fileSha256 };
  await db.insert(invoiceRequests).values({ id: invoiceId, ...invoice });

  accepted(await handlers.deleteMyData({}, studentCall(accountId)));
  expect(await db.$count(codeReadings, eq(codeReadings.accountId, accountId))).toBe(0);
  expect(await db.$count(invoiceRequests)).toBe(0);
  expect(await db.$count(doomedObjects, eq(doomedObjects.key, made.fileKey))).toBe(1);
  expect(await db.$count(persons, eq(persons.id, other))).toBe(1);
  await endRetention();
  expect(await db.$count(persons, eq(persons.id, other))).toBe(0);
});

test("the export contains all of the student's data and who viewed it, and nothing of other students", async () => {
  const { accountId, collectionId, attemptId } = await addStudent();
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, `reviewer:${randomUUID()}`, "look-at-picture", `attempt:${attemptId}`, {
      picture: "original",
      purpose: "review",
    }),
  );
  const ownRow = await exported(accountId);
  expect(ownRow.account.phone).toBe("13800000000");
  expect(ownRow.collections).toHaveLength(1);
  expect(ownRow.collections[0]).toMatchObject({
    collectionId,
    person: { name: "测试甲", studentNumber: "2023000001" },
    history: [{ move: "start" }],
    attempts: [{ attemptId, looks: [{ byRole: "reviewer", picture: "original", purpose: "review" }] }],
  });
  expect(ownRow.provenCodes).toEqual([]);
});

test("the export lists proven codes without a collection, and identity evidence", async () => {
  const { accountId, collectionId } = await addStudent();
  await world.addVerifiedReading(accountId, projectId, randomUUID());
  const sha256 = "4".repeat(64);
  const evidence = { collectionId, kind: "statement", objectKey: "evidence/1", objectSha256: sha256 } as const;
  await db.insert(identityEvidence).values({ ...evidence, fileType: "jpeg", grantedAt: clock() });
  const { provenCodes, collections } = await exported(accountId);
  expect(provenCodes).toMatchObject([{ person: { name: "测试甲" } }]);
  expect(collections[0]).toMatchObject({ evidence: [{ kind: "statement", takenAt: null, sha256 }] });
});

test("the export lists payments, refunds, invoice recipients and active sign-ins", async () => {
  const { accountId, collectionId } = await addStudent();
  const [orderId, refundId, invoiceId] = [ids(), ids(), ids()];
  const paid = { state: "paid", counts: true, transactionId: "t-of-an-export", paidAt: clock() } as const;
  const facts = { provider: "wechat-pay", channel: "native", appid: "wx0", amountFen: 2500 } as const;
  const times = { createdAt: clock(), expiresAt: daysFromStart(1) };
  const order = { id: orderId, collectionId, outTradeNo: "exported0001", ...facts, ...paid, ...times };
  await db.insert(orders).values(order);
  const back = { outRefundNo: "exported0001", cause: "requested", amountFen: 2500, state: "declined" } as const;
  const words = {
    sealedReason: sealWords(world.deps.sealer, refundReason, refundId, "不想拍了"),
    sealedDeclineReason: sealWords(world.deps.sealer, refundDeclineReason, refundId, "已提交"),
    requestedByRole: "student",
  } as const;
  await db.insert(refunds).values({ id: refundId, orderId, ...back, ...words, createdAt: clock(), endedAt: clock() });
  const seal = (text: string, column: string) =>
    world.deps.sealer.seal(text, { column: `invoice_requests.${column}`, rowId: invoiceId });
  const invoice = { title: seal("测试公司", "title"), email: seal("a@example.org", "email"), createdAt: clock() };
  await db.insert(invoiceRequests).values({ id: invoiceId, orderId, ...invoice });
  const session = { tokenSha256: "b".repeat(64), accountId, role: "student", device: "Chrome, Android" } as const;
  await db.insert(sessions).values({ ...session, ...times, lastSeenAt: daysFromStart(1), revokedAt: daysFromStart(1) });

  const ownRow = await exported(accountId);
  expect(ownRow.sessions).toMatchObject([
    { device: "Chrome, Android", lastSeenAt: daysFromStart(1).toISOString(), endedAt: daysFromStart(1).toISOString() },
  ]);
  expect(ownRow.collections[0]?.orders).toMatchObject([
    {
      outTradeNo: "exported0001",
      state: "paid",
      transactionId: "t-of-an-export",
      refunds: [{ state: "declined", reason: "不想拍了", declineReason: "已提交" }],
      invoice: { title: "测试公司", taxNumber: null, email: "a@example.org", invoiceNumber: null },
    },
  ]);
});

test("the export lists what was sent to the registry, its answers and the messages sent", async () => {
  const { accountId, collectionId, attemptId } = await addStudent();
  const batchId = ids();
  const times = { createdAt: clock(), sentAt: clock(), settledAt: clock() };
  await db.insert(registryBatches).values({ id: batchId, state: "settled", receipt: "batch", ...times });
  const word = { state: "refused", identity: "failed", reason: "不是本人", settledAt: clock() } as const;
  await db.insert(registryItems).values({ id: ids(), batchId, collectionId, attemptId, ...word });
  const event = { kind: "test", subjectId: collectionId, createdAt: clock() };
  const [reported] = await db.insert(events).values(event).returning({ eventId: events.id });
  if (!reported) throw new Error("No event was written");
  const message = { template: "review-approved", state: "sent", channel: "sms", finishedAt: clock() } as const;
  await db.insert(messages).values({ id: ids(), ...reported, collectionId, ...message, createdAt: clock() });
  const ownRow = (await exported(accountId)).collections[0];
  const sentAt = clock().toISOString();
  expect(ownRow?.registry).toMatchObject([
    { attemptId, state: "refused", identity: "failed", reason: "不是本人", sentAt },
  ]);
  expect(ownRow?.messages).toMatchObject([{ template: "review-approved", state: "sent", channel: "sms" }]);
});

test("the export also lists views of data other than pictures", async () => {
  const { accountId, collectionId } = await addStudent();
  const subject = `collection:${collectionId}`;
  await inTransaction(db, (tx) => appendAudit(tx, clock, `service:${randomUUID()}`, "look-at-collection", subject));
  expect((await exported(accountId)).collections[0]).toMatchObject({
    looks: [{ byRole: "service", what: "look-at-collection" }],
    looksComplete: true,
  });
});

test("a report missing from the object store is marked as missing and does not stop the export", async () => {
  const { accountId, attemptId } = await addStudent();
  const reportKey = `reports/${attemptId}`;
  await db
    .update(attempts)
    .set({ reportKey, reportSha256: "5".repeat(64) })
    .where(eq(attempts.id, attemptId));
  expect((await exported(accountId)).collections[0]?.attempts).toMatchObject([{ report: { lost: "missing" } }]);
});

test("views missing from the object store are marked as incomplete and do not stop the export", async () => {
  const { accountId, collectionId } = await addStudent();
  const subject = `collection:${collectionId}`;
  await inTransaction(db, (tx) => appendAudit(tx, clock, `service:${randomUUID()}`, "look-at-collection", subject));
  await chainWaiting(auditLogOn(db));
  const lostStore = createMemoryStore();
  await archiveLog(ownerUrl, lostStore, new Date("2100-01-01"));
  expect((await exported(accountId)).collections[0]).toMatchObject({ looks: [], looksComplete: false });
});
