import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reviewTasks } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const { db, world, handlersWithHold, withHold, reviewer, addLeased } = await openReviewWorld();

async function rejected() {
  const { collectionId, attemptId } = await addLeased(reviewer);
  const { undoUntil } = accepted(await withHold.reject(collectionId, reviewer));
  return { attemptId, undoUntil };
}

test("a changed hold applies to later decisions; earlier decisions retain their undo deadline", async () => {
  const first = await rejected();
  const reported = Date.parse(first.undoUntil ?? "");
  expect(reported).toBe(world.deps.clock().getTime() + 5 * 60_000);
  await confirmSetting(db, world.deps, "decision-hold", 30);
  const second = await rejected();
  expect(Date.parse(second.undoUntil ?? "")).toBe(world.deps.clock().getTime() + 30 * 60_000);
  const { decisions } = accepted(await handlersWithHold.listMyDecisions({}, reviewer));
  expect(decisions.map(({ attemptId, undoUntil }) => [attemptId, undoUntil])).toEqual(
    expect.arrayContaining([
      [first.attemptId, first.undoUntil],
      [second.attemptId, second.undoUntil],
    ]),
  );
  await confirmSetting(db, world.deps, "decision-hold", 0);
  expect((await rejected()).undoUntil).toBeNull();
  const [task] = await db
    .select()
    .from(reviewTasks)
    .where(eq(reviewTasks.attemptId, first.attemptId));
  expect(task?.heldUntil?.getTime()).toBe(reported);
});

test("an approval can be undone until its hold ends, and for five minutes at most", async () => {
  const approved = async () => {
    const { collectionId } = await addLeased(reviewer);
    const { undoUntil } = accepted(await withHold.approve(collectionId, reviewer));
    return {
      collectionId,
      seconds: (Date.parse(undoUntil ?? "") - world.deps.clock().getTime()) / 1000,
    };
  };
  await confirmSetting(db, world.deps, "decision-hold", 30);
  expect((await approved()).seconds).toBe(300);
  await confirmSetting(db, world.deps, "decision-hold", 0.25);
  const { collectionId, seconds } = await approved();
  expect(seconds).toBe(15);
  world.passTime(16_000);
  expect(await withHold.undo(collectionId, reviewer)).toMatchObject({ refused: "undo-too-late" });
});
