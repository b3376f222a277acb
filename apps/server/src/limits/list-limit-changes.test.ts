import { randomUUID } from "node:crypto";
import type { ReviewReasonCode } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { attempts, registryBatches, registryItems, reviewTasks } from "../infra/db/schema/index.ts";
import { decidedTask } from "../testing/review-task-rows.ts";
import { blurOf, openLimitsWorld } from "./testing/limits-world.ts";

const { db, world, addPhoto, tryLimits, listChanges } = await openLimitsWorld();
const reviewerId = await world.addStaff("reviewer");

async function addReview(
  attemptId: string,
  decision: "approve" | "reject",
  undoneAt: Date | null = null,
) {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt) throw new Error("no such attempt");
  const reasons: ReviewReasonCode[] = decision === "reject" ? ["blurred"] : [];
  const { collectionId } = attempt;
  const at = world.deps.clock();
  await db
    .insert(reviewTasks)
    .values(decidedTask({ collectionId, attemptId, decision, reasons, reviewerId, at, undoneAt }));
}

async function addAnswer(attemptId: string, state: "accepted" | "refused") {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt) throw new Error("no such attempt");
  const [batchId, settledAt] = [randomUUID(), world.deps.clock()];
  await db.insert(registryBatches).values({
    id: batchId,
    state: "settled",
    receipt: "R1",
    createdAt: settledAt,
    sentAt: settledAt,
    settledAt,
  });
  await db.insert(registryItems).values({
    id: randomUUID(),
    batchId,
    collectionId: attempt.collectionId,
    attemptId,
    state,
    reason: state === "refused" ? "registry-face-unclear" : null,
    settledAt,
  });
}

test("each changed photo has its outcome: undone decisions do not count, and the registry's answer takes precedence", async () => {
  const [, undone, approved, rejected, accepted, returned] = await Promise.all(
    [13, 13.1, 13.2, 13.3, 13.4, 13.5].map((value) => addPhoto(blurOf(value))),
  );
  const machine = await addPhoto(blurOf(5));
  await addReview(undone ?? "", "approve", world.deps.clock());
  await addReview(approved ?? "", "approve");
  await addReview(rejected ?? "", "reject");
  for (const one of [accepted, returned]) await addReview(one ?? "", "approve");
  await addAnswer(accepted ?? "", "accepted");
  await addAnswer(returned ?? "", "refused");
  const tried = await tryLimits({ fail: { min: 14 } });
  const [refused] = tried.changes;
  expect(refused).toMatchObject({ change: "newly-refused", photos: 6 });
  expect(
    Object.fromEntries((refused?.fates ?? []).map(({ fate, photos }) => [fate, photos])),
  ).toEqual({
    undecided: 2,
    "reviewer-approved": 1,
    "reviewer-refused": 1,
    "registry-accepted": 1,
    "registry-refused": 1,
  });
  const { photos } = await listChanges({ fail: { min: 14 } });
  const fates = new Map(photos.map(({ attemptId, fate }) => [attemptId, fate]));
  expect(fates.get(returned ?? "")).toBe("registry-refused");
  expect(fates.get(undone ?? "")).toBe("undecided");
  const letThrough = await listChanges({ fail: { min: 4 } }, { change: "newly-let-through" });
  expect(letThrough.photos).toMatchObject([
    { attemptId: machine, before: "fail", after: "pass", fate: "machine-refused" },
  ]);
  expect(tried.histogram.reduce((sum, { photos: count }) => sum + count, 0)).toBe(7);
  expect(tried.histogram.reduce((sum, { refusedLater }) => sum + refusedLater, 0)).toBe(2);
});

test("the list of changed photos is paged, newest first, without duplicates and without names", async () => {
  const added: string[] = [];
  for (let count = 0; count < 7; count++) {
    added.unshift(await addPhoto(blurOf(13)));
    if (count % 2 === 0) world.passTime(1000);
  }
  const walked = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listChanges>> = await listChanges(
      { fail: { min: 14 } },
      { limit: 2, ...(after !== null && { after }) },
    );
    walked.push(...page.photos);
    after = page.next;
  } while (after !== null);
  expect(walked.map(({ attemptId }) => attemptId).sort()).toEqual([...added].sort());
  expect(walked.map(({ uploadedAt }) => uploadedAt)).toEqual(
    walked
      .map(({ uploadedAt }) => uploadedAt)
      .sort()
      .reverse(),
  );
  expect(Object.keys(walked[0] ?? {}).sort()).toEqual([
    "after",
    "attemptId",
    "before",
    "change",
    "changeLabel",
    "changeTone",
    "collectionId",
    "fate",
    "label",
    "number",
    "tone",
    "uploadedAt",
    "value",
  ]);
  expect((await listChanges({ fail: { min: 14 } }, { after: `1_${randomUUID()}` })).photos).toEqual(
    [],
  );
});
