import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { attempts } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { createPhotoQueue } from "./photo-queue.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";

const { db, handlers, addStudent, upload, rowOf, blank } = await openPhotoBench();
const now = new Date("2026-06-01T08:00:00Z");
const { placeOf } = createPhotoQueue({ db, clock: () => now });
const secondsAgo = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

async function add() {
  const student = await addStudent();
  const { attemptId } = accepted(await upload(student, blank));
  const place = async () => {
    const row = await rowOf(attemptId);
    return row ? placeOf(row) : null;
  };
  const set = (values: Partial<typeof attempts.$inferInsert>) =>
    db.update(attempts).set(values).where(eq(attempts.id, attemptId));
  return { student, attemptId, place, set };
}

test("reports how many photos are ahead, and the waiting time at the current pace", async () => {
  const [first, second, third, fourth] = [await add(), await add(), await add(), await add()];
  expect([await first.place(), await fourth.place()]).toEqual([
    { aheadCount: 0, aboutS: null },
    { aheadCount: 3, aboutS: null },
  ]);
  await first.set({ startedAt: secondsAgo(6), finishedAt: secondsAgo(2), state: "failed" });
  expect(await fourth.place()).toEqual({ aheadCount: 2, aboutS: 12 });
  // Two photos in parallel halve the waiting time.
  await second.set({ startedAt: secondsAgo(1) });
  await third.set({ startedAt: secondsAgo(1) });
  expect(await second.place()).toBeNull();
  expect(await fourth.place()).toEqual({ aheadCount: 0, aboutS: 2 });
});

test("ignores abandoned and old photos when it estimates the pace", async () => {
  const [abandoned, outdated, last] = [await add(), await add(), await add()];
  await abandoned.set({ startedAt: secondsAgo(600) });
  await outdated.set({
    startedAt: secondsAgo(1300),
    finishedAt: secondsAgo(1200),
    state: "failed",
  });
  expect(await last.place()).toEqual({ aheadCount: 0, aboutS: 2 });
});

test("the status endpoint returns the same status as the event stream", async () => {
  const { student, attemptId } = await add();
  const params = { collectionId: student.collectionId };
  const status = accepted(await handlers.readCollectionStatus({ params }, student.call));
  expect(status).toMatchObject({
    state: "processing",
    attempt: { attemptId, state: "processing", waiting: { aheadCount: 1 } },
  });
  const abort = new AbortController();
  for await (const notified of accepted(await handlers.watchCollection({ params }, student.call))(
    abort.signal,
  )) {
    expect(notified).toEqual(status);
    abort.abort();
  }
  const stranger = await addStudent();
  expect(await handlers.readCollectionStatus({ params }, stranger.call)).toMatchObject({
    refused: "not-found",
  });
});
