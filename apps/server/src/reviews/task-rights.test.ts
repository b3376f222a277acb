import { expect, test } from "vitest";
import type { Call } from "../core/call.ts";
import { accepted } from "../testing/calls.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const review = await openReviewWorld();
const {
  world,
  handlers,
  withHold,
  sampled,
  reviewer,
  senior,
  take,
  takeLook,
  addLeased,
  approve,
  escalate,
  decideTask,
} = review;

/** Returns the call as made by the same person in the post of a reviewer. */
const asReviewer = ({ caller, ...call }: Call): Call => ({
  ...call,
  caller: { ...caller, role: "reviewer" },
});

test("an escalated submission can be decided only as senior reviewer, also by a held rejection", async () => {
  const { collectionId } = await addLeased(reviewer);
  await escalate(collectionId, reviewer);
  const [task] = await take(senior);
  if (!task) throw new Error("It did not come");
  for (const decide of [decideTask, withHold.decideTask])
    expect(
      await decide(task, asReviewer(senior), { outcome: "reject", reasons: ["glasses"] }),
    ).toMatchObject({
      refused: "forbidden",
    });
  accepted(await withHold.decideTask(task, senior, { outcome: "reject", reasons: ["glasses"] }));
});

const drawLook = async () => {
  sampled.add("secondLook");
  const { collectionId } = await addLeased(reviewer);
  accepted(await approve(collectionId, reviewer));
  sampled.clear();
  const look = await takeLook(senior);
  if (!look) throw new Error("No second look came");
  await review.lookAt(look.attempt.attemptId, senior);
  return look;
};

test("a second look can be decided only as senior reviewer", async () => {
  const look = await drawLook();
  expect(await decideTask(look, asReviewer(senior), { outcome: "approve" })).toMatchObject({
    refused: "forbidden",
  });
  expect(accepted(await decideTask(look, senior, { outcome: "approve" })).first).not.toBeNull();
});

test("a second look can be decided after it was left to others and leased again", async () => {
  const { taskId } = await drawLook();
  const input = { params: { taskId }, body: { leftTo: "others" as const } };
  accepted(await handlers.releaseTask(input, senior));
  world.passTime(1000);
  const repeated = await takeLook(senior);
  expect(repeated).toMatchObject({ taskId });
  if (repeated) accepted(await decideTask(repeated, senior, { outcome: "approve" }));
});
