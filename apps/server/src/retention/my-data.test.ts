import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysFromStart, studentCall } from "../collections/testing/student-world.ts";
import { appendAudit } from "../core/audit/append-audit.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  codeReadings,
  invoiceRequests,
  orders,
  persons,
  serviceNotes,
  sessions,
  staff,
} from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { retentionHandlers } from "./routes.ts";
import { openRetentionWorld } from "./testing/retention-world.ts";

const database = await openTestDatabase();
const { db } = database;
const { world, projectId, addStudent, deleteFiles, sweep, stored, setState, auditOf } =
  await openRetentionWorld(database);
const { clock, ids } = world.deps;
const handlers = retentionHandlers(world.deps);
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
  await sweep();
  expect(await db.$count(serviceNotes, eq(serviceNotes.id, id))).toBe(0);
});

test("a student may not delete while a collection is under way", async () => {
  const { accountId, keys } = await addStudent();
  expect(await handlers.deleteMyData({}, studentCall(accountId))).toMatchObject({ refused: "collection-under-way" });
  expect(await stored(keys)).toEqual([{ bytes: 6 }, { bytes: 6 }]);
});

test("a student whose collections have ended deletes everything, and the session with it", async () => {
  const { accountId, collectionId, keys } = await addStudent();
  await setState(collectionId, "completed");
  const expiresAt = daysFromStart(30);
  const session = { tokenSha256: "a".repeat(64), accountId, createdAt: clock(), expiresAt };
  await db.insert(sessions).values({ ...session, role: "student" });
  expect(accepted(await handlers.deleteMyData({}, studentCall(accountId)))).toEqual({ deletedPictures: 1 });
  await deleteFiles();
  expect(await stored(keys)).toEqual([null, null]);
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

test("a deletion takes readings never proven and wishes for an invoice along, and leaves what others own to the sweep", async () => {
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
  const times = { createdAt: clock(), expiresAt: daysFromStart(1), askAfter: clock() };
  const order = { channel: "native", appid: "wx0", amountFen: 2500, state: "closed", ...times } as const;
  await db.insert(orders).values({ id: orderId, collectionId, outTradeNo: "invoiced0001", ...order });
  const sealed = world.deps.sealer.seal("a name", { column: "invoice_requests.title", rowId: invoiceId });
  const invoice = { orderId, title: sealed, email: sealed, createdAt: clock() };
  await db.insert(invoiceRequests).values({ id: invoiceId, ...invoice });

  accepted(await handlers.deleteMyData({}, studentCall(accountId)));
  expect(await db.$count(codeReadings, eq(codeReadings.accountId, accountId))).toBe(0);
  expect(await db.$count(invoiceRequests)).toBe(0);
  expect(await db.$count(persons, eq(persons.id, other))).toBe(1);
  await sweep();
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
});
