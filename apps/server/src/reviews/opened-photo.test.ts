import { describe, expect, test } from "vitest";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { unseen, handlers, lookAt, one, two, senior, sampled, submitted, take } = await openReviewWorld(database);
const takeUnseen = (by = one) => unseen.takeNextReviews({ body: { count: 1 } }, by);

describe("a photo that nobody opened", () => {
  test("is not approved, and stays in hand; opened by the same person, it is", async () => {
    const { collectionId, attemptId } = await submitted();
    await takeUnseen();
    expect(await unseen.approveReview(params(collectionId), one)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(attemptId, two);
    expect(await unseen.approveReview(params(collectionId), one)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(attemptId, one);
    expect(await unseen.approveReview(params(collectionId), one)).toMatchObject({ state: "approved" });
  });

  test("is not approved as an exception, and may be rejected or handed over", async () => {
    const { collectionId } = await submitted();
    await takeUnseen();
    accepted(await unseen.escalateReview({ ...params(collectionId), body: { reason: "看不清" } }, one));
    await takeUnseen(senior);
    const exception = { ...params(collectionId), body: { evidence: "医院证明" } };
    expect(await unseen.grantException(exception, senior)).toMatchObject({ refused: "photo-not-opened" });
    const rejection = { ...params(collectionId), body: { reasons: ["glasses" as const] } };
    expect(await unseen.rejectReview(rejection, senior)).toMatchObject({ state: "rejected" });
  });

  test("is not agreed with in a second look", async () => {
    sampled.add("secondLook");
    const { collectionId } = await submitted();
    await take(one);
    accepted(await handlers.approveReview(params(collectionId), one));
    const { look } = accepted(await unseen.takeSecondLook({}, senior));
    const input = {
      params: { lookId: look?.lookId ?? "" },
      body: { verdict: { decision: "approve" as const, reasons: [] } },
    };
    expect(await unseen.decideSecondLook(input, senior)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(look?.review.attempt.attemptId ?? "", senior);
    accepted(await unseen.decideSecondLook(input, senior));
  });

  test("is not approved where its answer is known, as any other", async () => {
    const known = await submitted();
    await take(one);
    accepted(await handlers.approveReview(params(known.collectionId), one));
    await database.pool.query("update collections set state = 'completed' where id = $1", [known.collectionId]);
    const verdict = { decision: "approve" as const, reasons: [] };
    accepted(await handlers.addHoneypot({ body: { collectionId: known.collectionId, verdict } }, senior));
    const other = await submitted();
    sampled.add("honeypot");
    await take(two);
    accepted(await handlers.approveReview(params(other.collectionId), two));
    const { reviews } = accepted(await takeUnseen(two));
    const id = reviews[0]?.collectionId ?? "";
    expect(reviews).toMatchObject([{ attempt: { attemptId: known.attemptId } }]);
    expect(await unseen.approveReview(params(id), two)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(known.attemptId, two);
    expect(await unseen.approveReview(params(id), two)).toMatchObject({ state: "approved" });
  });
});
