/** Content of the export of a student's own data. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysFromStart } from "../collections/testing/student-world.ts";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { moveReason, refundDeclineReason, refundReason, sealWords } from "../core/free-words.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  attempts,
  collectionHistory,
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
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld, withoutFiles } from "./testing/retention-world.ts";

const { db, ownerUrl, world, projectId, leavingDeps, addStudent, endRetention } =
  await openRetentionWorld();
const { clock, ids } = world.deps;
const handlers = retentionHandlers({ ...leavingDeps, ...withoutFiles });
const exported = async (accountId: string) =>
  accepted(await handlers.exportMyData({}, studentCall(accountId)));

test("the student's export counts service notes and cases, which are deleted with the person", async () => {
  const { accountId, collectionId } = await addStudent();
  const id = ids();
  const note = world.deps.sealer.seal("学生来电", { column: "service_notes.note", rowId: id });
  const writtenBy = ids();
  const name = world.deps.sealer.seal("测试客服", { column: "staff.name", rowId: writtenBy });
  const writer = {
    id: writtenBy,
    username: "service",
    name,
    passwordHash: "x",
    createdAt: clock(),
  };
  await db.insert(staff).values({ ...writer, role: "service" });
  await db.insert(serviceNotes).values({ id, collectionId, note, writtenBy, at: clock() });
  const question = world.deps.sealer.seal("几时能下载", {
    column: "service_cases.question",
    rowId: id,
  });
  const owned = { ownerId: writtenBy, openedBy: writtenBy, openedAt: clock(), dueAt: clock() };
  await db.insert(serviceCases).values({ id, collectionId, question, ...owned });
  const words = world.deps.sealer.seal("请接手", {
    column: "service_case_hand_overs.note",
    rowId: id,
  });
  const hands = { fromStaffId: writtenBy, toStaffId: writtenBy, at: clock() };
  await db.insert(serviceCaseHandOvers).values({ id, caseId: id, note: words, ...hands });
  expect((await exported(accountId)).collections[0]).toMatchObject({
    serviceNotes: 1,
    serviceCases: 1,
  });
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
  await db
    .insert(collectionHistory)
    .values({ ...step, move: "refused-by-registry", actorRole: "system", reason: own });
  const appeal = { ...step, move: "appeal", actorRole: "student" } as const;
  const [{ id } = { id: 0 }] = await db.insert(collectionHistory).values(appeal).returning();
  const sealedReason = sealWords(world.deps.sealer, moveReason, id, words);
  await db.update(collectionHistory).set({ sealedReason }).where(eq(collectionHistory.id, id));
  const [ownRow] = (await exported(accountId)).collections;
  expect(ownRow?.history.map(({ reason }) => reason)).toEqual([null, own, words]);
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
    attempts: [
      { attemptId, looks: [{ byRole: "reviewer", picture: "original", purpose: "review" }] },
    ],
  });
  expect(ownRow.provenCodes).toEqual([]);
});

test("the export lists proven codes without a collection, and identity evidence", async () => {
  const { accountId, collectionId } = await addStudent();
  await world.addVerifiedReading(accountId, projectId, randomUUID());
  const sha256 = "4".repeat(64);
  const evidence = {
    collectionId,
    kind: "statement",
    objectKey: "evidence/1",
    objectSha256: sha256,
  } as const;
  await db.insert(identityEvidence).values({ ...evidence, fileType: "jpeg", grantedAt: clock() });
  const { provenCodes, collections } = await exported(accountId);
  expect(provenCodes).toMatchObject([{ person: { name: "测试甲" } }]);
  expect(collections[0]).toMatchObject({
    evidence: [{ kind: "statement", takenAt: null, sha256 }],
  });
});

test("the export lists payments, refunds, invoice recipients and active sign-ins", async () => {
  const { accountId, collectionId } = await addStudent();
  const [orderId, refundId, invoiceId] = [ids(), ids(), ids()];
  const paid = {
    state: "paid",
    counts: true,
    transactionId: "t-of-an-export",
    paidAt: clock(),
  } as const;
  const facts = {
    provider: "wechat-pay",
    channel: "native",
    appid: "wx0",
    amountFen: 2500,
  } as const;
  const times = { createdAt: clock(), expiresAt: daysFromStart(1) };
  const order = {
    id: orderId,
    collectionId,
    outTradeNo: "exported0001",
    ...facts,
    ...paid,
    ...times,
  };
  await db.insert(orders).values(order);
  const back = {
    outRefundNo: "exported0001",
    cause: "requested",
    amountFen: 2500,
    state: "declined",
  } as const;
  const words = {
    sealedReason: sealWords(world.deps.sealer, refundReason, refundId, "不想拍了"),
    sealedDeclineReason: sealWords(world.deps.sealer, refundDeclineReason, refundId, "已提交"),
    requestedByRole: "student",
  } as const;
  await db
    .insert(refunds)
    .values({ id: refundId, orderId, ...back, ...words, createdAt: clock(), endedAt: clock() });
  const seal = (text: string, column: string) =>
    world.deps.sealer.seal(text, { column: `invoice_requests.${column}`, rowId: invoiceId });
  const invoice = {
    title: seal("测试公司", "title"),
    email: seal("a@example.org", "email"),
    createdAt: clock(),
  };
  await db.insert(invoiceRequests).values({ id: invoiceId, orderId, ...invoice });
  const session = {
    tokenSha256: "b".repeat(64),
    accountId,
    role: "student",
    device: "Chrome, Android",
  } as const;
  await db
    .insert(sessions)
    .values({ ...session, ...times, lastSeenAt: daysFromStart(1), revokedAt: daysFromStart(1) });

  const ownRow = await exported(accountId);
  expect(ownRow.sessions).toMatchObject([
    {
      device: "Chrome, Android",
      lastSeenAt: daysFromStart(1).toISOString(),
      endedAt: daysFromStart(1).toISOString(),
    },
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
  await db
    .insert(registryBatches)
    .values({ id: batchId, state: "settled", receipt: "batch", ...times });
  const word = {
    state: "refused",
    identity: "failed",
    reason: "不是本人",
    settledAt: clock(),
  } as const;
  await db.insert(registryItems).values({ id: ids(), batchId, collectionId, attemptId, ...word });
  const event = { kind: "test", subjectId: collectionId, createdAt: clock() };
  const [reported] = await db.insert(events).values(event).returning({ eventId: events.id });
  if (!reported) throw new Error("No event was written");
  const message = {
    template: "review-approved",
    state: "sent",
    channel: "sms",
    finishedAt: clock(),
  } as const;
  await db
    .insert(messages)
    .values({ id: ids(), ...reported, collectionId, ...message, createdAt: clock() });
  const ownRow = (await exported(accountId)).collections[0];
  const sentAt = clock().toISOString();
  expect(ownRow?.registry).toMatchObject([
    { attemptId, state: "refused", identity: "failed", reason: "不是本人", sentAt },
  ]);
  expect(ownRow?.messages).toMatchObject([
    { template: "review-approved", state: "sent", channel: "sms" },
  ]);
});

test("the export also lists views of data other than pictures", async () => {
  const { accountId, collectionId } = await addStudent();
  const subject = `collection:${collectionId}`;
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, `service:${randomUUID()}`, "look-at-collection", subject),
  );
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
  expect((await exported(accountId)).collections[0]?.attempts).toMatchObject([
    { report: { lost: "missing" } },
  ]);
});

test("views missing from the object store are marked as incomplete and do not stop the export", async () => {
  const { accountId, collectionId } = await addStudent();
  const subject = `collection:${collectionId}`;
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, `service:${randomUUID()}`, "look-at-collection", subject),
  );
  await chainWaiting(auditLogOn(db));
  const lostStore = createMemoryStore();
  await archiveLog(ownerUrl, lostStore, new Date("2100-01-01"));
  expect((await exported(accountId)).collections[0]).toMatchObject({
    looks: [],
    looksComplete: false,
  });
});
