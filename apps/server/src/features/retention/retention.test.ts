import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../infra/call.ts";
import { inTransaction } from "../../infra/db/database.ts";
import {
  accounts,
  attempts,
  codeReadings,
  collections,
  invoiceRequests,
  orders,
  persons,
  refunds,
  serviceNotes,
  sessions,
} from "../../infra/db/schema/index.ts";
import { deleteDoomed, keepObject, storeObject } from "../../infra/object-store/kept-objects.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { startCollection } from "../collections/start-collection.ts";
import { daysFromStart, openStudentWorld, studentCall } from "../collections/testing/student-world.ts";
import { retentionHandlers, retentionSweeps } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openStudentWorld(db);
const { clock, ids, warn } = world.needs;
const objects = createLocalDisk(temporaryFolder("retention"));
const handlers = retentionHandlers(world.needs);
const sweep = async (): Promise<void> => {
  for (const { run } of retentionSweeps(world.needs)) await run();
  await deleteDoomed({ db, clock, objects, warn });
};

let projectId: string;
let accountId: string;
let collectionId: string;
let attemptId: string;
let keys: string[];

beforeAll(async () => {
  await world.addSchool();
  projectId = (await world.addProject()).id;
});

beforeEach(async () => {
  accountId = await world.addAccount();
  const phone = world.needs.sealer.seal("13800000000", { column: "accounts.phone", rowId: accountId });
  await db
    .update(accounts)
    .set({ phone, phoneHash: world.needs.searchHash("phone", accountId) })
    .where(eq(accounts.id, accountId));
  const reading = await world.addVerifiedReading(accountId, projectId, randomUUID());
  const started = await startCollection(world.needs, reading, accountId);
  if (isRefusal(started)) throw new Error(started.refused);
  collectionId = started;
  attemptId = ids();
  const store = (folder: string) => storeObject({ db, clock, ids, objects }, folder, Buffer.from("a face"));
  keys = [await store("originals"), await store("photos")];
  const [originalKey = "", photoKey = ""] = keys;
  const facts = { originalSha256: "1".repeat(64), originalBytes: 6, photoSha256: "2".repeat(64), photoBytes: 6 };
  await inTransaction(db, async (tx) => {
    for (const key of keys) await keepObject(tx, key);
    await tx.insert(attempts).values({
      id: attemptId,
      collectionId,
      number: 1,
      state: "made",
      source: "camera",
      byRole: "student",
      originalKey,
      photoKey,
      ...facts,
      report: { face: "measured" },
      engineVersion: "1",
      createdAt: clock(),
      finishedAt: clock(),
      retainUntil: daysFromStart(400),
    });
  });
});

const answered = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const stored = () => Promise.all(keys.map((key) => objects.head(key)));
const setState = (state: string) => db.update(collections).set({ state }).where(eq(collections.id, collectionId));
const exported = async () => answered(await handlers.exportMyData({}, studentCall(accountId)));
const auditOf = async (subject: string) =>
  (await pool.query("select action, details from audit where subject = $1 order by seq", [subject])).rows;

test("what may be kept stays; what is over is gone, with a record that proves what was deleted", async () => {
  await sweep();
  expect(await stored()).toEqual([{ bytes: 6 }, { bytes: 6 }]);
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  await sweep();
  await sweep();
  expect(await stored()).toEqual([null, null]);
  const [row] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  expect(row).toMatchObject({ picturesDeletedAt: clock(), report: {} });
  expect(await auditOf(`attempt:${attemptId}`)).toEqual([
    {
      action: "delete-pictures",
      details: { run: expect.any(String), originalSha256: "1".repeat(64), photoSha256: "2".repeat(64) },
    },
  ]);
  expect(await verifyAudit(db)).toMatchObject({ whole: true });
});

test("a submitted photo stays until a reviewer refused it or the registry answered, however long its time is over", async () => {
  const submitted = { submittedAttemptId: attemptId, submittedAt: clock(), reviewDueAt: clock() };
  await db.update(collections).set(submitted).where(eq(collections.id, collectionId));
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  for (const state of ["in_review", "approved", "uploading"]) {
    await setState(state);
    await sweep();
    expect(await stored(), state).toEqual([{ bytes: 6 }, { bytes: 6 }]);
  }
  await setState("completed");
  await sweep();
  expect(await stored()).toEqual([null, null]);
});

test("a submission that comes while the sweep looks keeps its photo", async () => {
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  const submission = await pool.connect();
  try {
    await submission.query("begin");
    await submission.query("select from attempts where id = $1 for share", [attemptId]);
    const swept = sweep();
    const isWaiting =
      "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(async () => (await pool.query(isWaiting)).rows[0].waiting).toBe(1);
    await submission.query(
      "update collections set state = 'in_review', submitted_attempt_id = $2, submitted_at = $3, review_due_at = $3 where id = $1",
      [collectionId, attemptId, clock()],
    );
    await submission.query("commit");
    await swept;
  } finally {
    submission.release(true);
  }
  expect(await stored()).toEqual([{ bytes: 6 }, { bytes: 6 }]);
});

test("a person whose time is over cannot be told any more, and one who never began is gone", async () => {
  const [collection] = await db.select().from(collections).where(eq(collections.id, collectionId));
  const personId = collection?.personId ?? "";
  const visitor = await world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  await db.update(persons).set({ retainUntil: clock() });
  await sweep();
  const [person] = await db.select().from(persons).where(eq(persons.id, personId));
  if (!person) throw new Error("the collection lost its person");
  expect(world.needs.sealer.open(person.name, { column: "persons.name", rowId: personId })).toBe("");
  expect(person).toMatchObject({ department: "", major: "", erasedAt: clock() });
  expect(await db.$count(persons, eq(persons.id, visitor))).toBe(0);
  expect(await db.$count(codeReadings)).toBe(0);
  expect((await auditOf(`person:${personId}`)).map(({ action }) => action)).toEqual(["erase-person"]);
});

test("what staff wrote about a refund is gone with the person, and the refund stays in the books", async () => {
  const [collection] = await db.select().from(collections).where(eq(collections.id, collectionId));
  const orderId = ids();
  const times = { createdAt: clock(), askAfter: clock() };
  const outTradeNo = orderId.replaceAll("-", "");
  const paid = { state: "paid", counts: true, transactionId: outTradeNo, paidAt: clock() };
  const facts = { outTradeNo, channel: "native", appid: "wx", amountFen: 2500 };
  const expiresAt = new Date(clock().getTime() + 1000);
  await db.insert(orders).values({ id: orderId, collectionId, ...facts, ...paid, ...times, expiresAt });
  const refund = { cause: "requested", amountFen: 2500, state: "waiting", requestedByRole: "service" };
  const reason = "张三来电，说已在别处拍摄";
  await db.insert(refunds).values({ id: ids(), orderId, outRefundNo: outTradeNo, ...refund, reason, ...times });
  const personId = collection?.personId ?? "";
  await db.update(persons).set({ retainUntil: clock() }).where(eq(persons.id, personId));
  await sweep();
  expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
    { reason: null, amountFen: 2500 },
  ]);
});

test("notes of customer service are counted in the student's export, and gone with the person", async () => {
  const id = ids();
  const note = world.needs.sealer.seal("学生来电", { column: "service_notes.note", rowId: id });
  const { rows } = await pool.query(
    "insert into staff (id, username, name, role, password_hash, created_at) select gen_random_uuid(), $1, name, 'service', 'x', now() from persons limit 1 returning id",
    [id],
  );
  await db.insert(serviceNotes).values({ id, collectionId, note, writtenBy: rows[0].id, at: clock() });
  expect((await exported()).collections[0]).toMatchObject({ serviceNotes: 1 });
  await db.update(persons).set({ retainUntil: clock() });
  await sweep();
  expect(await db.$count(serviceNotes, eq(serviceNotes.id, id))).toBe(0);
});

test("a student may not delete while a collection is under way", async () => {
  expect(await handlers.deleteMyData({}, studentCall(accountId))).toMatchObject({ refused: "collection-under-way" });
  expect(await stored()).toEqual([{ bytes: 6 }, { bytes: 6 }]);
});

test("a student whose collections have ended deletes everything, and the session with it", async () => {
  await setState("completed");
  const expiresAt = daysFromStart(30);
  const session = { tokenSha256: "a".repeat(64), accountId, role: "student", createdAt: clock(), expiresAt };
  await db.insert(sessions).values(session);
  expect(answered(await handlers.deleteMyData({}, studentCall(accountId)))).toEqual({ deletedPictures: 1 });
  await deleteDoomed({ db, clock, objects, warn });
  expect(await stored()).toEqual([null, null]);
  const left = await exported();
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
  await setState("completed");
  const other = await world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  await db.update(persons).set({ retainUntil: clock() }).where(eq(persons.id, other));
  const readingId = ids();
  await db.insert(codeReadings).values({
    id: readingId,
    code: world.needs.sealer.seal("a code", { column: "code_readings.code", rowId: readingId }),
    codeHash: world.needs.searchHash("collection-code", readingId),
    accountId,
    projectId,
    createdAt: clock(),
    expiresAt: daysFromStart(1),
  });
  const [orderId, invoiceId] = [ids(), ids()];
  const times = { createdAt: clock(), expiresAt: daysFromStart(1), askAfter: clock() };
  const order = { channel: "native", appid: "wx0", amountFen: 2500, state: "closed", ...times };
  await db.insert(orders).values({ id: orderId, collectionId, outTradeNo: "invoiced0001", ...order });
  const sealed = world.needs.sealer.seal("a name", { column: "invoice_requests.title", rowId: invoiceId });
  const invoice = { orderId, title: sealed, email: sealed, createdAt: clock() };
  await db.insert(invoiceRequests).values({ id: invoiceId, ...invoice });

  answered(await handlers.deleteMyData({}, studentCall(accountId)));
  expect(await db.$count(codeReadings, eq(codeReadings.accountId, accountId))).toBe(0);
  expect(await db.$count(invoiceRequests)).toBe(0);
  expect(await db.$count(persons, eq(persons.id, other))).toBe(1);
  await sweep();
  expect(await db.$count(persons, eq(persons.id, other))).toBe(0);
});

test("a row that cannot be deleted holds up no other", async () => {
  const add = async () => world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  const [bad, good] = [await add(), await add()];
  await pool.query(
    `create function refuse_one() returns trigger language plpgsql as
       $$ begin if old.id = '${bad}' then raise exception 'broken'; end if; return old; end $$;
     create trigger refuse_one before delete on persons for each row execute function refuse_one()`,
  );
  await db
    .update(persons)
    .set({ retainUntil: clock() })
    .where(inArray(persons.id, [bad, good]));
  await sweep();
  await pool.query("drop function refuse_one cascade");
  expect(await db.$count(persons, eq(persons.id, good))).toBe(0);
  expect(await db.$count(persons, eq(persons.id, bad))).toBe(1);
});

test("the export holds everything of the student, with who looked at it, and nothing of others", async () => {
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, {
      actor: `reviewer:${randomUUID()}`,
      action: "look-at-picture",
      subject: `attempt:${attemptId}`,
      details: { picture: "original", purpose: "review" },
    }),
  );
  const mine = await exported();
  expect(mine.account.phone).toBe("13800000000");
  expect(mine.collections).toHaveLength(1);
  expect(mine.collections[0]).toMatchObject({
    collectionId,
    person: { name: "测试甲", studentNumber: "2023000001" },
    history: [{ move: "start" }],
    attempts: [{ attemptId, looks: [{ byRole: "reviewer", picture: "original", purpose: "review" }] }],
  });
});
