import { randomUUID } from "node:crypto";
import { allPayProviders, payProviders, reviewReasons, type Verdict } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reportOf } from "../../collections/testing/attempt-world.ts";
import { appendAudit } from "../../core/audit/audit-chain.ts";
import { reviewWords, sealWords } from "../../core/free-words.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { attempts, messages, orders, refunds, reviewTasks } from "../../infra/db/schema/index.ts";
import { accepted } from "../../testing/calls.ts";
import { decidedTask } from "../../testing/review-task-rows.ts";
import { openServiceDeskWorld, params } from "../testing/service-desk-world.ts";

const { db, world, projectId, handlers, service, read, addNote, addOrder } =
  await openServiceDeskWorld();

test("the timeline lists moves, photos, reasons, payments, messages, corrections, notes and accesses, newest first", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "story" });
  const order = await addOrder(collectionId);
  world.passTime(1000);
  const refusedId = randomUUID();
  const finding = (id: string, verdict: Verdict) => ({
    verdict,
    title: { zh: `${id}项`, en: id },
    message: { zh: `${id}量到 1，应不超过 0`, en: `${id} measured 1, at most 0` },
    advice: { zh: `${id}：请重拍`, en: `${id}: again` },
    overlay: { on: "source", shapes: [] } as const,
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
    report: {
      ...reportOf({
        eyes: finding("eyes", "warn"),
        sunglasses: finding("sunglasses", "fail"),
        glasses: finding("glasses", "warn"),
        blur: finding("blur", "pass"),
      }),
      verdict: "refused",
    },
    engineVersion: "test",
    createdAt: world.deps.clock(),
    finishedAt: world.deps.clock(),
    retainUntil: world.deps.clock(),
  });
  world.passTime(1000);
  const attemptId = await world.addMade(collectionId);
  world.passTime(1000);
  await world.move(collectionId, "submit", "student", { attempt: attemptId });
  world.passTime(1000);
  const reviewerId = await world.addStaff("reviewer");
  await world.move(
    collectionId,
    "reject",
    "reviewer",
    { reason: { typed: "眼镜：请摘掉", sealer: world.deps.sealer } },
    reviewerId,
  );
  const reviewed = { collectionId, attemptId, reviewerId, at: world.deps.clock() };
  const taskId = randomUUID();
  const sealedWords = sealWords(world.deps.sealer, reviewWords, taskId, "请摘掉");
  await db.insert(reviewTasks).values(
    decidedTask({
      id: taskId,
      ...reviewed,
      decision: "reject",
      reasons: ["glasses"],
      sealedWords,
    }),
  );
  world.passTime(1000);
  const at = world.deps.clock();
  const skipped = { state: "skipped", createdAt: at, finishedAt: at } as const;
  await db.update(messages).set(skipped).where(eq(messages.collectionId, collectionId));
  world.passTime(1000);
  accepted(
    await handlers.openCorrection(
      { ...params(collectionId), body: { reason: "专业有误" } },
      service,
    ),
  );
  world.passTime(1000);
  const refund = {
    cause: "requested",
    amountFen: 2500,
    state: "waiting",
    requestedByRole: "service",
    reason: "不拍了",
  } as const;
  const times = { createdAt: world.deps.clock() };
  await db
    .insert(refunds)
    .values({ id: randomUUID(), orderId: order.id, outRefundNo: "R1", ...refund, ...times });
  world.passTime(1000);
  await addNote(collectionId, "明天回电");
  world.passTime(1000);
  const look = (picture: string) =>
    inTransaction(db, (tx) =>
      appendAudit(
        tx,
        world.deps.clock,
        `reviewer:${reviewerId}`,
        "look-at-picture",
        `attempt:${attemptId}`,
        {
          picture,
          purpose: "review",
        },
      ),
    );
  await look("original");
  await look("photo");

  const { timeLine, timeLineCut } = await read(collectionId);
  expect(timeLineCut).toBe(false);
  expect(timeLine.map(({ at: when }) => when)).toEqual(
    [...timeLine.map(({ at: when }) => when)].sort().reverse(),
  );
  expect(timeLine.map(({ kind, title }) => `${kind}: ${title.en}`)).toEqual([
    "look: Looked at attempt 2 (review)",
    "note: Note",
    "refund: Refund (Requested) · Awaiting second check",
    "correction: Data correction allowed",
    "message: Photo not approved · Not sent: no way to reach the student",
    "move: Reject → Not approved",
    "move: Submit → In review",
    "attempt: Attempt 2: Processed",
    "move: Take or upload a photo → Being processed",
    "attempt: Attempt 1: Not accepted, please take it again",
    "move: Pay → Photo to be taken",
    "move: Collection started → To be paid",
    "payment: Paid with WeChat Pay",
    "order: Ordered · Paid",
  ]);
  expect(timeLine[1]).toMatchObject({ words: "明天回电", byLabel: { zh: "客服 测试员工" } });
  const { label, advice } = reviewReasons.glasses;
  expect(timeLine[5]).toMatchObject({
    ...{
      words: "请摘掉",
      reasons: [{ code: "glasses", label, advice }],
      byLabel: { zh: "审核员" },
    },
    attemptId,
  });
  expect(timeLine[9]).toMatchObject({
    attemptId: refusedId,
    findings: [
      {
        ...{ id: "sunglasses", verdict: "fail", advice: { zh: "sunglasses：请重拍" } },
        title: { zh: "sunglasses项", en: "sunglasses" },
        message: { en: "sunglasses measured 1, at most 0" },
        also: [{ message: { en: "glasses measured 1, at most 0" } }],
      },
      { id: "eyes", verdict: "warn", title: { zh: "eyes项" }, also: [] },
    ],
  });
  expect(timeLine[12]).toMatchObject({ amountFen: 2500, number: order.transactionId });
});

test.each(allPayProviders)("labels a payment by %s with that provider", async (provider) => {
  const { collectionId } = await world.addPaid(projectId, { person: provider });
  const { id } = await addOrder(collectionId);
  await db.update(orders).set({ provider }).where(eq(orders.id, id));
  const { timeLine } = await read(collectionId);
  const { zh, en } = payProviders[provider];
  expect(timeLine.find(({ kind }) => kind === "payment")).toMatchObject({
    title: { zh: `${zh}到账`, en: `Paid with ${en}` },
  });
});
