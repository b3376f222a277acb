import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { refundDeclineReason, refundReason, sealWords } from "../core/free-words.ts";
import {
  attempts,
  codeReadings,
  collections,
  identityEvidence,
  orders,
  persons,
  refunds,
} from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { openRetentionWorld } from "./testing/retention-world.ts";

const { db, pool, owner, world, projectId, addStudent, endRetention, stored, setState, auditOf } =
  await openRetentionWorld();
const { clock, ids } = world.deps;

test("only data past its retention date is deleted, with an audit entry that proves the deletion", async () => {
  const { attemptId, keys } = await addStudent();
  await endRetention();
  expect(await stored(keys)).toEqual([{ bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  await endRetention();
  await endRetention();
  expect(await stored(keys)).toEqual([null, null, null]);
  const [row] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  expect(row).toMatchObject({ picturesDeletedAt: clock(), report: null, verdict: null });
  expect(await auditOf(`attempt:${attemptId}`)).toEqual([
    {
      action: "delete-pictures",
      details: {
        run: expect.any(String),
        originalSha256: "1".repeat(64),
        photoSha256: "2".repeat(64),
        displaySha256: "3".repeat(64),
      },
    },
  ]);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

test("a submitted photo stays past its retention date until a reviewer rejects it or the registry answers", async () => {
  const { collectionId, attemptId, keys } = await addStudent();
  const submitted = { submittedAttemptId: attemptId, submittedAt: clock(), reviewDueAt: clock() };
  await db.update(collections).set(submitted).where(eq(collections.id, collectionId));
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  for (const state of ["in_review", "approved", "uploading"] as const) {
    await setState(collectionId, state);
    await endRetention();
    expect(await stored(keys), state).toEqual([{ bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
  }
  await setState(collectionId, "completed");
  await endRetention();
  expect(await stored(keys)).toEqual([null, null, null]);
});

test("identity evidence stays as long as any photo of its collection and is deleted with the last one", async () => {
  const { collectionId, attemptId } = await addStudent();
  const refused = ids();
  const times = { createdAt: clock(), finishedAt: clock(), retainUntil: clock() };
  await db.insert(attempts).values({
    ...{
      id: refused,
      collectionId,
      number: 2,
      state: "failed",
      source: "camera",
      byRole: "student",
    },
    ...{ originalKey: `o/${refused}`, originalSha256: "0".repeat(64), originalBytes: 1, ...times },
  } satisfies typeof attempts.$inferInsert);
  const [objectKey, grantedAt] = [`evidence/${collectionId}`, clock()];
  const objectSha256 = "0".repeat(64);
  const evidence = {
    collectionId,
    kind: "statement",
    objectKey,
    objectSha256,
    fileType: "jpeg",
    grantedAt,
  } as const;
  await db.insert(identityEvidence).values(evidence);
  const whereOfCollection = eq(identityEvidence.collectionId, collectionId);
  await endRetention();
  expect(await auditOf(`attempt:${refused}`)).toMatchObject([{ action: "delete-pictures" }]);
  expect(await db.$count(identityEvidence, whereOfCollection)).toBe(1);
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  await endRetention();
  expect(await db.$count(identityEvidence, whereOfCollection)).toBe(0);
});

test("a photo that is submitted while the retention job waits for its row is not deleted", async () => {
  const { collectionId, attemptId, keys } = await addStudent();
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  const submission = await pool.connect();
  try {
    await submission.query("begin");
    await submission.query("select from attempts where id = $1 for share", [attemptId]);
    const ended = endRetention();
    const isWaiting =
      "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(async () => (await pool.query(isWaiting)).rows[0].waiting).toBe(1);
    await submission.query(
      "update collections set state = 'in_review', submitted_attempt_id = $2, submitted_at = $3, review_due_at = $3 where id = $1",
      [collectionId, attemptId, clock()],
    );
    await submission.query("commit");
    await ended;
  } finally {
    submission.release(true);
  }
  expect(await stored(keys)).toEqual([{ bytes: 6 }, { bytes: 6 }, { bytes: 6 }]);
});

test("a person past retention is anonymised, and one without a collection is deleted", async () => {
  const { collectionId } = await addStudent();
  const [collection] = await db.select().from(collections).where(eq(collections.id, collectionId));
  const personId = collection?.personId ?? "";
  const visitor = await world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  await db.update(persons).set({ retainUntil: clock() });
  await endRetention();
  const [person] = await db.select().from(persons).where(eq(persons.id, personId));
  if (!person) throw new Error("the collection lost its person");
  expect(world.deps.sealer.open(person.name, { column: "persons.name", rowId: personId })).toBe("");
  expect(person).toMatchObject({ department: "", major: "", erasedAt: clock() });
  expect(await db.$count(persons, eq(persons.id, visitor))).toBe(0);
  expect(await db.$count(codeReadings, inArray(codeReadings.id, [personId, visitor]))).toBe(0);
  expect((await auditOf(`person:${personId}`)).map(({ action }) => action)).toEqual([
    "erase-person",
  ]);
});

test("staff texts about a refund are erased with the person, and the refund itself stays", async () => {
  const { collectionId } = await addStudent();
  const [collection] = await db.select().from(collections).where(eq(collections.id, collectionId));
  const orderId = ids();
  const times = { createdAt: clock() };
  const outTradeNo = orderId.replaceAll("-", "");
  const paid = { state: "paid", counts: true, transactionId: outTradeNo, paidAt: clock() } as const;
  const facts = {
    outTradeNo,
    provider: "wechat-pay",
    channel: "native",
    appid: "wx",
    amountFen: 2500,
  } as const;
  const expiresAt = new Date(clock().getTime() + 1000);
  await db
    .insert(orders)
    .values({ id: orderId, collectionId, ...facts, ...paid, ...times, expiresAt });
  const refund = {
    cause: "requested",
    amountFen: 2500,
    state: "waiting",
    requestedByRole: "service",
  } as const;
  const refundId = ids();
  const words = {
    sealedReason: sealWords(world.deps.sealer, refundReason, refundId, "张三来电，说已在别处拍摄"),
    sealedDeclineReason: sealWords(world.deps.sealer, refundDeclineReason, refundId, "张三已提交"),
  };
  await db
    .insert(refunds)
    .values({ id: refundId, orderId, outRefundNo: outTradeNo, ...refund, ...words, ...times });
  const personId = collection?.personId ?? "";
  await db.update(persons).set({ retainUntil: clock() }).where(eq(persons.id, personId));
  await endRetention();
  expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
    { sealedReason: null, sealedDeclineReason: null, amountFen: 2500 },
  ]);
});

test("a row that cannot be deleted does not stop the deletion of others", async () => {
  const add = async () =>
    world.addVerifiedReading(await world.addAccount(), projectId, randomUUID());
  const [bad, good] = [await add(), await add()];
  await owner.query(
    `create function refuse_one() returns trigger language plpgsql as
       $$ begin if old.id = '${bad}' then raise exception 'broken'; end if; return old; end $$;
     create trigger refuse_one before delete on persons for each row execute function refuse_one()`,
  );
  await db
    .update(persons)
    .set({ retainUntil: clock() })
    .where(inArray(persons.id, [bad, good]));
  await endRetention();
  await owner.query("drop function refuse_one cascade");
  expect(await db.$count(persons, eq(persons.id, good))).toBe(0);
  expect(await db.$count(persons, eq(persons.id, bad))).toBe(1);
});
