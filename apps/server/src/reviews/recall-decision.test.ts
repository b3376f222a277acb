import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readCollection } from "../core/collection/read-collection.ts";
import { collections } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const {
  db,
  world,
  handlersWithHold,
  withHold,
  sampled,
  releaseRejections,
  reviewer,
  otherReviewer,
  senior,
  take,
  addLeased,
} = await openReviewWorld();
const minute = 60_000;

/** Creates a submission that `reviewer` decided and the senior reviewer judged. */
const seen = async (first: "approve" | "reject", second: "approve" | "reject") => {
  const made = await addLeased(reviewer);
  sampled.add("secondLook");
  if (first === "approve") accepted(await withHold.approve(made.collectionId, reviewer));
  else accepted(await withHold.reject(made.collectionId, reviewer, { reasons: ["background"] }));
  sampled.clear();
  const look = await withHold.takeLook(senior);
  if (!look) throw new Error("No second look was drawn");
  const verdict =
    second === "approve" ? { outcome: second } : { outcome: second, reasons: ["glasses" as const] };
  const { first: judged } = accepted(await withHold.decideTask(look, senior, verdict));
  if (!judged) throw new Error("The second look did not return the first decision");
  return { ...made, judged };
};
const recall = (decisionId: string) =>
  handlersWithHold.recallDecision({ params: { decisionId } }, senior);
const isVisibleTo = async (by = reviewer) => {
  const answer = accepted(await handlersWithHold.listSeenOtherwise({}, by));
  expect(() => routeDefinitions.listSeenOtherwise.answers.parse(answer)).not.toThrow();
  return answer.decisions;
};

describe("a decision that the second look disagreed with", () => {
  test("can be recalled before the student is notified; the senior reviewer sees the reason and decides again", async () => {
    const { collectionId, accountId, judged } = await seen("reject", "approve");
    expect(judged.mayBeRecalled).toBe(true);
    const answer = accepted(await recall(judged.decisionId));
    expect(() => routeDefinitions.recallDecision.answers.parse(answer)).not.toThrow();
    expect(answer.task).toMatchObject({ leaseEndsAt: expect.any(String), forSenior: true });
    world.passTime(1000);
    for (const by of [reviewer, otherReviewer]) expect(await take(by)).toEqual([]);
    expect(await take(senior)).toMatchObject([
      {
        collectionId,
        forSenior: true,
        handedOverBy: "recall",
        handedOverBecause: "抽查复核：通过",
        decisions: [{ decision: "reject", undone: true }],
      },
    ]);
    accepted(await withHold.approve(collectionId, senior));
    world.passTime(5 * minute);
    await releaseRejections();
    const asStudent = { accountId, role: "student" } as const;
    expect(await readCollection(db, world.deps.sealer, collectionId, asStudent)).toMatchObject({
      state: "approved",
      refusal: null,
    });
  });

  test("still counts against its reviewer after a recall, and is listed among the counted decisions", async () => {
    const { collectionId, judged } = await seen("approve", "reject");
    const today = new Date(world.deps.clock().getTime() + 8 * 60 * minute)
      .toISOString()
      .slice(0, 10);
    const figures = async () =>
      accepted(
        await handlersWithHold.readReviewQuality({ query: { from: today, until: today } }, senior),
      );
    const previous = await figures();
    accepted(await recall(judged.decisionId));
    expect(await figures()).toEqual(previous);
    const filters = { mark: "seen-otherwise", standing: "counted" } as const;
    const { decisions } = accepted(
      await handlersWithHold.listDecisions({ query: { limit: 50, ...filters } }, senior),
    );
    expect(decisions.map((decision) => decision.collectionId)).toContain(collectionId);
    accepted(await withHold.reject(collectionId, senior, { reasons: ["glasses"] }));
  });

  test("can be recalled as an approval while its photo is not being uploaded", async () => {
    const { collectionId, judged } = await seen("approve", "reject");
    expect(accepted(await recall(judged.decisionId))).toHaveProperty("task.forSenior", true);
    const [review] = await take(senior);
    expect(review).toMatchObject({
      collectionId,
      handedOverBecause: expect.stringMatching(/^抽查复核：不通过（.+）$/),
    });
    accepted(await withHold.reject(collectionId, senior, { reasons: ["glasses"] }));
  });

  test("is listed only to its reviewer, with the second verdict and whether it was recalled", async () => {
    const { attemptId, judged } = await seen("approve", "reject");
    const own = async () =>
      (await isVisibleTo()).find((reported) => reported.attemptId === attemptId);
    expect(await own()).toMatchObject({
      decision: "approve",
      second: { decision: "reject", reasons: [{ code: "glasses" }] },
      recalled: false,
    });
    accepted(await recall(judged.decisionId));
    expect(await own()).toMatchObject({ recalled: true, undone: true });
    expect(await isVisibleTo(otherReviewer)).toEqual([]);
    world.passTime(15 * 24 * 60 * minute);
    expect(await isVisibleTo()).toEqual([]);
  });

  test("cannot be recalled during upload, after the student is notified, or after its reviewer undid it", async () => {
    const tooLate = { refused: "recall-too-late" };
    const sent = await seen("approve", "reject");
    await db
      .update(collections)
      .set({ state: "uploading" })
      .where(eq(collections.id, sent.collectionId));
    expect(await recall(sent.judged.decisionId)).toMatchObject(tooLate);
    const reported = await seen("reject", "approve");
    world.passTime(5 * minute);
    await releaseRejections();
    expect(await recall(reported.judged.decisionId)).toMatchObject(tooLate);
    const undone = await seen("reject", "approve");
    accepted(await withHold.undo(undone.collectionId, reviewer));
    expect(await recall(undone.judged.decisionId)).toMatchObject(tooLate);
    expect(await isVisibleTo()).toContainEqual(
      expect.objectContaining({ attemptId: undone.attemptId, recalled: false }),
    );
  });
});

test("refuses a recall without a second look or when both reviewers agree", async () => {
  const agreed = await seen("approve", "approve");
  expect(agreed.judged.mayBeRecalled).toBe(false);
  expect(await recall(agreed.judged.decisionId)).toMatchObject({ refused: "not-seen-otherwise" });
  expect(await recall(randomUUID())).toMatchObject({ refused: "not-found" });
});

test("a student cannot withdraw a submission that was recalled to a senior reviewer", async () => {
  const { collectionId, accountId, judged } = await seen("approve", "reject");
  accepted(await recall(judged.decisionId));
  const withdrawal = await handlersWithHold.withdrawOwnSubmission(
    params(collectionId),
    studentCall(accountId),
  );
  expect(withdrawal).toMatchObject({ refused: "submission-in-hand" });
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});
