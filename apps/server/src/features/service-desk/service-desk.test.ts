import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../infra/call.ts";
import { inTransaction } from "../../infra/db/database.ts";
import {
  accounts,
  attempts,
  collections,
  corrections,
  events,
  messages,
  orders,
  refunds,
  reviewLeases,
  reviews,
  serviceNotes,
} from "../../infra/db/schema/index.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { openAttemptWorld, staffCall } from "../collections/testing/attempt-world.ts";
import { serviceDeskHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = serviceDeskHandlers({
  ...world.needs,
  resendStanding: async () => ({ refusal: null, message: null }),
  refundStanding: async () => ({ refusal: null, order: null }),
});
await world.addSchool();
const { id: projectId } = await world.addProject();
const serviceId = await world.addStaff("service");
const service = staffCall(serviceId, "service");

const ok = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const find = async (text: string, limit = 20, after?: string) =>
  ok(await handlers.findCollections({ body: { text, limit, after } }, service));
const params = (collectionId: string) => ({ params: { collectionId } });
const read = async (collectionId: string) => {
  const answer = ok(await handlers.readCollectionForService(params(collectionId), service));
  expect(() => routeDefinitions.readCollectionForService.answers.parse(answer)).not.toThrow();
  return answer;
};
const addNote = async (collectionId: string, note: string, call = service) =>
  ok(await handlers.addServiceNote({ ...params(collectionId), body: { note } }, call));

test("a look at a student's data is in the audit log before it is shown, once a visit and person", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: randomUUID() });
  const looks = async () =>
    (
      await pool.query("select actor, action from audit where subject = $1 and action like 'look-%' order by seq", [
        `collection:${collectionId}`,
      ])
    ).rows;
  await read(collectionId);
  await read(collectionId);
  expect(await looks()).toEqual([{ actor: `service:${serviceId}`, action: "look-at-collection" }]);
  const other = staffCall(await world.addStaff("service"), "service");
  ok(await handlers.readCollectionForService(params(collectionId), other));
  world.passTime(300_001);
  await read(collectionId);
  expect(await looks()).toHaveLength(3);
  expect(await handlers.readCollectionForService(params(randomUUID()), service)).toMatchObject({
    refused: "not-found",
  });
  expect(await verifyAudit(db)).toMatchObject({ whole: true });
});

async function addOrder(collectionId: string, fields: Partial<typeof orders.$inferInsert> = {}) {
  const id = randomUUID();
  const now = world.needs.clock();
  const times = { createdAt: now, expiresAt: new Date(now.getTime() + 1000), askAfter: now };
  const paid = { state: "paid", counts: true, transactionId: id.replace(/\D/g, "").padEnd(28, "4"), paidAt: now };
  const row = { id, collectionId, outTradeNo: id.replaceAll("-", ""), channel: "native", appid: "wx", amountFen: 2500 };
  const [order] = await db
    .insert(orders)
    .values({ ...row, ...paid, ...times, ...fields })
    .returning();
  if (!order) throw new Error("no order");
  return order;
}

test("one box finds a collection by phone, student, order, WeChat Pay and collection number, shown masked", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId, { person: "2023000077" });
  const phone = world.needs.sealer.seal("19900000001", { column: "accounts.phone", rowId: accountId });
  const phoneHash = world.needs.searchHash("phone", "19900000001");
  await db.update(accounts).set({ phone, phoneHash }).where(eq(accounts.id, accountId));
  const { outTradeNo, transactionId } = await addOrder(collectionId);
  const texts = ["+86 199 0000 0001", "19900000001", "2023000077", outTradeNo, transactionId ?? "", collectionId];
  for (const text of texts) {
    const found = await find(text);
    expect(found, text).toMatchObject({ collections: [{ collectionId, student: { nameMasked: "测**" } }], next: null });
    expect(() => routeDefinitions.findCollections.answers.parse(found)).not.toThrow();
  }
  for (const text of ["' or 1=1", "19900000002", randomUUID(), "%", "测试甲"])
    expect(await find(text), text).toEqual({ collections: [], next: null });
  const { rows } = await pool.query("select details from audit where action = 'collections-searched'");
  expect(rows).toHaveLength(texts.length + 5);
  expect(JSON.stringify(rows)).not.toMatch(/1990000|2023000077/);
  for (const number of [outTradeNo, transactionId]) expect(JSON.stringify(rows)).not.toContain(number);
});

test("a text that is one student's phone and another's number finds both, page by page", async () => {
  const text = "18800000001";
  const one = await world.addPaid(projectId, { person: text });
  world.passTime(1000);
  const other = await world.addPaid(projectId);
  const phone = world.needs.sealer.seal(text, { column: "accounts.phone", rowId: other.accountId });
  const phoneHash = world.needs.searchHash("phone", text);
  await db.update(accounts).set({ phone, phoneHash }).where(eq(accounts.id, other.accountId));
  const first = await find(text, 1);
  expect(first.collections.map(({ collectionId }) => collectionId)).toEqual([other.collectionId]);
  const second = await find(text, 1, first.next ?? "");
  expect(second).toMatchObject({ collections: [{ collectionId: one.collectionId }], next: null });
});

test("the story tells steps, photos with what failed, reasons, money, messages, corrections, notes and looks, newest first", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "story" });
  const order = await addOrder(collectionId);
  world.passTime(1000);
  const refusedId = randomUUID();
  const finding = (id: string, verdict: string) => ({
    id,
    verdict,
    title: { zh: `${id}项`, en: id },
    message: { zh: "量到 1", en: "measured 1" },
    overlay: { on: "source", shapes: [] },
  });
  await db.insert(attempts).values({
    id: refusedId,
    collectionId,
    number: 1,
    state: "refused",
    source: "album",
    byRole: "helper",
    originalKey: `o/${refusedId}`,
    originalSha256: "0".repeat(64),
    originalBytes: 1,
    report: { findings: [finding("eyes", "fail"), finding("light", "warn")] },
    engineVersion: "test",
    createdAt: world.needs.clock(),
    finishedAt: world.needs.clock(),
    retainUntil: world.needs.clock(),
  });
  world.passTime(1000);
  const attemptId = await world.addMade(collectionId);
  world.passTime(1000);
  await world.move(collectionId, "submit", "student", { attempt: attemptId });
  world.passTime(1000);
  const reviewerId = await world.addStaff("reviewer");
  await world.move(collectionId, "reject", "reviewer", { reason: "眼镜：请摘掉" }, reviewerId);
  const reviewed = { collectionId, attemptId, reviewerId, at: world.needs.clock() };
  await db
    .insert(reviews)
    .values({ id: randomUUID(), ...reviewed, decision: "reject", reasons: ["glasses"], words: "请摘掉" });
  world.passTime(1000);
  const at = world.needs.clock();
  const [event] = await db
    .insert(events)
    .values({ kind: "collection-moved", subjectId: collectionId, createdAt: at, takenAt: at })
    .returning();
  const told = { eventId: event?.id ?? 0, collectionId, template: "review-rejected", createdAt: at, finishedAt: at };
  await db.insert(messages).values({ id: randomUUID(), ...told, state: "skipped" });
  world.passTime(1000);
  ok(await handlers.openCorrection({ ...params(collectionId), body: { reason: "专业有误" } }, service));
  world.passTime(1000);
  const wish = { cause: "requested", amountFen: 2500, state: "waiting", requestedByRole: "service", reason: "不拍了" };
  const times = { createdAt: world.needs.clock(), askAfter: world.needs.clock() };
  await db.insert(refunds).values({ id: randomUUID(), orderId: order.id, outRefundNo: "R1", ...wish, ...times });
  world.passTime(1000);
  await addNote(collectionId, "明天回电");
  world.passTime(1000);
  const look = (picture: string) =>
    inTransaction(db, (tx) =>
      appendAudit(tx, world.needs.clock, {
        actor: `reviewer:${reviewerId}`,
        action: "look-at-picture",
        subject: `attempt:${attemptId}`,
        details: { picture, purpose: "review" },
      }),
    );
  await look("original");
  await look("photo");

  const { timeLine, timeLineCut } = await read(collectionId);
  expect(timeLineCut).toBe(false);
  expect(timeLine.map(({ at: when }) => when)).toEqual([...timeLine.map(({ at: when }) => when)].sort().reverse());
  expect(timeLine.map(({ kind, title }) => `${kind}: ${title.en}`)).toEqual([
    "look: Looked at attempt 2 (review)",
    "note: Note",
    "refund: Refund (Requested) · Waiting for a second person",
    "correction: Correction of data opened",
    "message: Photo not approved · Not sent: the student had not subscribed",
    "move: Reject → Not approved",
    "move: Submit → In review",
    "attempt: Attempt 2: Made",
    "move: Take or upload a photo → Being made",
    "attempt: Attempt 1: Not accepted, please take it again",
    "move: Pay → Photo to be taken",
    "move: Collection started → To be paid",
    "payment: Paid with WeChat Pay",
    "order: Ordered · Paid",
  ]);
  expect(timeLine[1]).toMatchObject({ words: "明天回电", byLabel: { zh: "客服 测试员工" } });
  expect(timeLine[5]).toMatchObject({ words: "请摘掉", reasons: [{ code: "glasses" }], byLabel: { zh: "审核员" } });
  expect(timeLine[9]).toMatchObject({
    attemptId: refusedId,
    findings: [{ id: "eyes", title: { zh: "eyes项" }, message: { en: "measured 1" } }],
  });
  expect(timeLine[12]).toMatchObject({ amountFen: 2500, number: order.transactionId });
});

test("what may be done is said with what is in the way of the rest", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "actions" });
  expect((await read(collectionId)).actions).toMatchObject({
    withdraw: { refusal: { zh: expect.stringContaining("待拍照") } },
    openCorrection: { refusal: null },
  });
  const approved = await world.addApproved(projectId);
  expect((await read(approved.collectionId)).actions).toMatchObject({
    withdraw: { refusal: { en: expect.stringContaining("approved") } },
    openCorrection: { refusal: { en: expect.stringContaining("approved") } },
  });
});

test("a note is kept sealed and audited without its words; sent twice it is one, and nobody else's", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "noted" });
  const first = await addNote(collectionId, "学生将于周五来电");
  world.passTime(1000);
  expect(await addNote(collectionId, "学生将于周五来电")).toEqual(first);
  const colleague = staffCall(await world.addStaff("service"), "service");
  expect(await addNote(collectionId, "学生将于周五来电", colleague)).not.toEqual(first);
  world.passTime(61_000);
  expect(await addNote(collectionId, "学生将于周五来电")).not.toEqual(first);
  const rows = await db.select().from(serviceNotes).where(eq(serviceNotes.collectionId, collectionId));
  expect(rows).toHaveLength(3);
  const { rows: audited } = await pool.query("select details from audit where action = 'service-note-added'");
  expect(JSON.stringify([rows, audited])).not.toContain("周五");
  const nowhere = handlers.addServiceNote({ ...params(randomUUID()), body: { note: "x" } }, service);
  expect(await nowhere).toMatchObject({ refused: "not-found" });
});

test("a correction is opened once", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "corrected" });
  const opened = ok(await handlers.openCorrection({ ...params(collectionId), body: { reason: "专业有误" } }, service));
  world.passTime(1000);
  expect(await handlers.openCorrection({ ...params(collectionId), body: { reason: "再开" } }, service)).toEqual(opened);
  expect(await db.$count(corrections, eq(corrections.collectionId, collectionId))).toBe(1);
  expect(await read(collectionId)).toMatchObject(opened);
  expect(await handlers.readCollectionForService(params("none"), service)).toMatchObject({ refused: "not-found" });
});

test("a withdrawn submission can be submitted anew, and nobody has it in hand any more", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "withdrawn" });
  const attemptId = await world.addMade(collectionId);
  const withdraw = () =>
    handlers.withdrawSubmission({ ...params(collectionId), body: { reason: "想换一张" } }, service);
  expect(await withdraw()).toMatchObject({ refused: "move-not-allowed" });
  await world.move(collectionId, "submit", "student", { attempt: attemptId });
  const now = world.needs.clock();
  await db
    .update(collections)
    .set({ submittedAttemptId: attemptId, submittedAt: now, reviewDueAt: now })
    .where(eq(collections.id, collectionId));
  const reviewerId = await world.addStaff("reviewer");
  await db
    .insert(reviewLeases)
    .values({ collectionId, reviewerId, takenAt: now, endsAt: new Date(now.getTime() + 60_000) });
  expect((await read(collectionId)).actions.withdraw.refusal).toBeNull();
  expect(await withdraw()).toMatchObject({ state: "ready" });
  expect(await read(collectionId)).toMatchObject({ submission: null, state: "ready" });
  expect(await db.select().from(reviewLeases)).toEqual([]);
});

test("nothing is withdrawn or corrected after approval", async () => {
  const { collectionId } = await world.addApproved(projectId);
  const body = { reason: "太晚" };
  expect(await handlers.withdrawSubmission({ ...params(collectionId), body }, service)).toMatchObject({
    refused: "collection-frozen",
  });
  expect(await handlers.openCorrection({ ...params(collectionId), body }, service)).toMatchObject({
    refused: "collection-frozen",
  });
  expect(await verifyAudit(db)).toMatchObject({ whole: true });
});
