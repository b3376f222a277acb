/** Leases of review tasks: how long they last, who can release them, and who can read the task. */
import { randomUUID } from "node:crypto";
import { eq, ne } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { staffOf } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, staff } from "../infra/db/schema/index.ts";
import { leaseTask } from "./tasks.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const {
  db,
  world,
  handlers,
  reviewer,
  otherReviewer,
  senior,
  take,
  addSubmission,
  addLeased,
  ...review
} = await openReviewWorld();
const { approve, reject, read, release, taskOf } = review;
const minute = 60_000;

describe("a lease", () => {
  test("ends after five minutes unless renewed; another reviewer can then lease, and the first cannot decide", async () => {
    const { collectionId } = await addLeased(reviewer);
    world.passTime(4 * minute);
    expect(await take(reviewer)).toHaveLength(1);
    expect(await take(otherReviewer)).toEqual([]);
    world.passTime(4 * minute);
    expect(await take(otherReviewer)).toEqual([]);
    world.passTime(minute);
    expect(await approve(collectionId, reviewer)).toMatchObject({
      refused: "review-lease-ended",
    });
    expect(await take(otherReviewer)).toHaveLength(1);
    expect(await reject(collectionId)).toMatchObject({ refused: "review-taken" });
    expect(await approve(collectionId, otherReviewer)).toMatchObject({ state: "approved" });
    expect(await approve(collectionId, reviewer)).toMatchObject({ refused: "review-taken" });
  });

  test("is refused to a second reviewer who read the queue just before the first lease", async () => {
    const { collectionId } = await addLeased(reviewer);
    const { attempt_id: attemptId } = await taskOf(collectionId, reviewer);
    const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
    const { submittedAt, reviewDueAt: dueAt } = row ?? {};
    if (!submittedAt || !dueAt) throw new Error("Nothing is submitted");
    const input = {
      kind: "submission",
      collectionId,
      attemptId,
      honeypotId: null,
      submittedAt,
      dueAt,
    } as const;
    const second = () =>
      inTransaction(db, (tx) =>
        leaseTask(
          tx,
          world.deps,
          { ...input, dueCertain: true, onSheet: false },
          staffOf(otherReviewer),
          world.deps.clock(),
        ),
      );
    expect(await second()).toBeNull();
    world.passTime(5 * minute);
    expect(await second()).toMatchObject({ collectionId, reviewerId: staffOf(otherReviewer) });
  });

  test("can be released by its reviewer only, and then goes to the next reviewer", async () => {
    const { collectionId } = await addLeased(reviewer);
    await release(collectionId, otherReviewer, "anyone");
    expect(await take(otherReviewer)).toEqual([]);
    await release(collectionId, reviewer, "anyone");
    expect(await take(reviewer)).toHaveLength(1);
    await release(collectionId, reviewer, "anyone");
    expect(await take(otherReviewer)).toHaveLength(1);
  });

  test("does not return for ten minutes when left to others, unless no other reviewer can decide", async () => {
    const { collectionId } = await addSubmission();
    const leave = async () => {
      await take(reviewer);
      await release(collectionId, reviewer, "others");
    };
    await leave();
    expect(await take(reviewer)).toEqual([]);
    expect(await take(otherReviewer)).toHaveLength(1);
    await release(collectionId, otherReviewer, "anyone");
    expect(await take(reviewer)).toHaveLength(1);
    await leave();
    world.passTime(9 * minute);
    expect(await take(reviewer)).toEqual([]);
    world.passTime(2 * minute);
    expect(await take(reviewer)).toHaveLength(1);
    await leave();
    await db
      .update(staff)
      .set({ disabledAt: world.deps.clock() })
      .where(ne(staff.id, staffOf(reviewer)));
    try {
      expect(await take(reviewer)).toHaveLength(1);
    } finally {
      await db.update(staff).set({ disabledAt: null });
    }
  });

  test("lets its reviewer read the task; seniors can read any task, and reviewers those they decided", async () => {
    const { collectionId } = await addSubmission();
    expect(await read(collectionId, reviewer)).toMatchObject({ refused: "not-found" });
    await take(reviewer);
    expect(await read(collectionId, reviewer)).toMatchObject({ leaseEndsAt: expect.any(String) });
    expect(await read(collectionId, otherReviewer)).toMatchObject({ refused: "not-found" });
    expect(await read(collectionId, senior)).toMatchObject({ leaseEndsAt: null });
    await approve(collectionId, reviewer);
    expect(await read(collectionId, reviewer)).toMatchObject({
      leaseEndsAt: null,
      decisions: [{ decision: "approve" }],
    });
    expect(await handlers.readTask({ params: { taskId: randomUUID() } }, senior)).toMatchObject({
      refused: "not-found",
    });
  });
});
