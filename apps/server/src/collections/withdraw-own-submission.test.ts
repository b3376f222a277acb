import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collectionHistory, collections } from "../infra/db/schema/index.ts";
import { openReviewWorld, params } from "../reviews/testing/review-world.ts";
import { accepted, studentCall } from "../testing/calls.ts";

const { db, world, projectId, handlers, reviewer, take, addSubmission, addLeased, approve } =
  await openReviewWorld();

const withdraw = (collectionId: string, accountId: string) =>
  handlers.withdrawOwnSubmission(params(collectionId), studentCall(accountId));

test("a student can withdraw a submission until a reviewer leases it, and submit again", async () => {
  const { accountId, collectionId, attemptId } = await addSubmission();
  expect(await withdraw(collectionId, accountId)).toMatchObject({
    state: "ready",
    submission: null,
  });
  expect(await take(reviewer)).toEqual([]);
  const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
  expect(row).toMatchObject({ submittedAttemptId: null, submittedAt: null, reviewDueAt: null });
  const repeated = { ...params(collectionId), body: { attemptId } };
  expect(await handlers.submitAttempt(repeated, studentCall(accountId))).toMatchObject({
    state: "in_review",
  });
  expect(await take(reviewer)).toMatchObject([{ collectionId }]);
});

test("a refused photo can be replaced or appealed again after its appeal is withdrawn", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId);
  const attemptId = await world.addRefused(collectionId);
  const appeal = { ...params(collectionId), body: { reason: "头巾出于信仰", attemptId } };
  accepted(await handlers.appealRejection(appeal, studentCall(accountId)));
  const first = await withdraw(collectionId, accountId);
  expect(first).toMatchObject({ state: "paid", submission: null, label: { zh: "待拍照" } });
  expect(await withdraw(collectionId, accountId), "a retry after a lost answer").toEqual(first);
  expect(accepted(first).moves.map(({ move }) => move)).toEqual(
    expect.arrayContaining(["upload", "appeal"]),
  );
  expect(await handlers.appealRejection(appeal, studentCall(accountId))).toMatchObject({
    state: "in_review",
  });
});

test("withdrawing an appeal makes an earlier processed photo available for submission", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId);
  const made = await world.addMade(collectionId);
  const attemptId = await world.addRefused(collectionId);
  const appeal = { ...params(collectionId), body: { reason: "头巾出于信仰", attemptId } };
  accepted(await handlers.appealRejection(appeal, studentCall(accountId)));
  expect(await withdraw(collectionId, accountId)).toMatchObject({ state: "ready" });
  const submission = { ...params(collectionId), body: { attemptId: made } };
  expect(await handlers.submitAttempt(submission, studentCall(accountId))).toMatchObject({
    state: "in_review",
  });
});

test("a submission cannot be withdrawn while leased, but can be after the lease expires", async () => {
  const { accountId, collectionId } = await addLeased(reviewer);
  expect(await withdraw(collectionId, accountId)).toMatchObject({ refused: "submission-in-hand" });
  world.passTime(5 * 60_000 + 1);
  expect(await withdraw(collectionId, accountId)).toMatchObject({ state: "ready" });
  expect(await approve(collectionId, reviewer)).toMatchObject({ refused: expect.any(String) });
});

test("refuses to withdraw another student's submission or a decided one", async () => {
  const { collectionId, accountId } = await addSubmission();
  expect(await withdraw(collectionId, await world.addAccount())).toMatchObject({
    refused: "not-found",
  });
  await db.update(collections).set({ state: "rejected" }).where(eq(collections.id, collectionId));
  expect(await withdraw(collectionId, accountId)).toMatchObject({ refused: "move-not-allowed" });
});

test("a repeated withdrawal returns the same answer and is recorded once", async () => {
  const { collectionId, accountId } = await addSubmission();
  const first = await withdraw(collectionId, accountId);
  expect(await withdraw(collectionId, accountId)).toEqual(first);
  const moves = and(
    eq(collectionHistory.collectionId, collectionId),
    eq(collectionHistory.move, "withdraw"),
  );
  expect(await db.$count(collectionHistory, moves)).toBe(1);
});
