import { describe, expect, test } from "vitest";
import { accepted } from "../testing/calls.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const world = await openReviewWorld();
const {
  pool,
  unseen,
  acts,
  handlers,
  approve,
  lookAt,
  reviewer,
  otherReviewer,
  senior,
  sampled,
  addSubmission,
  addLeased,
} = world;
/** Actions of a reviewer who opens no photo. */
const withoutOpening = acts(unseen);

describe("a photo that its reviewer has not opened", () => {
  test("cannot be approved until the same reviewer opens it; the lease continues", async () => {
    const { collectionId, attemptId } = await addSubmission();
    await withoutOpening.take(reviewer);
    expect(await withoutOpening.approve(collectionId, reviewer)).toMatchObject({
      refused: "photo-not-opened",
    });
    await lookAt(attemptId, otherReviewer);
    expect(await withoutOpening.approve(collectionId, reviewer)).toMatchObject({
      refused: "photo-not-opened",
    });
    await lookAt(attemptId, reviewer);
    expect(await withoutOpening.approve(collectionId, reviewer)).toMatchObject({
      state: "approved",
    });
  });

  test("cannot be approved by exception, but can be rejected or escalated", async () => {
    const { collectionId } = await addSubmission();
    await withoutOpening.take(reviewer);
    accepted(await withoutOpening.escalate(collectionId, reviewer, "看不清"));
    await withoutOpening.take(senior);
    expect(await withoutOpening.grant(collectionId, senior, "医院证明")).toMatchObject({
      refused: "photo-not-opened",
    });
    expect(await withoutOpening.reject(collectionId, senior)).toMatchObject({ state: "rejected" });
  });

  test("cannot be confirmed in a second look", async () => {
    sampled.add("secondLook");
    const { collectionId } = await addLeased(reviewer);
    accepted(await approve(collectionId, reviewer));
    const look = await withoutOpening.takeLook(senior);
    if (!look) throw new Error("No second look was drawn");
    const agree = () => withoutOpening.decideTask(look, senior, { outcome: "approve" });
    expect(await agree()).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(look.attempt.attemptId, senior);
    accepted(await agree());
  });

  test("cannot be approved as a honeypot either", async () => {
    const existing = await addLeased(reviewer);
    const { decisionId } = accepted(await approve(existing.collectionId, reviewer));
    await pool.query("update collections set state = 'completed' where id = $1", [
      existing.collectionId,
    ]);
    const verdict = { decision: "approve" as const, reasons: [] };
    accepted(await handlers.addHoneypot({ body: { decisionId, verdict } }, senior));
    await addSubmission();
    sampled.add("honeypot");
    expect(await withoutOpening.take(otherReviewer)).toMatchObject([
      { attempt: { attemptId: existing.attemptId } },
    ]);
    expect(await withoutOpening.approve(existing.collectionId, otherReviewer)).toMatchObject({
      refused: "photo-not-opened",
    });
    await lookAt(existing.attemptId, otherReviewer);
    expect(await withoutOpening.approve(existing.collectionId, otherReviewer)).toHaveProperty(
      "undoUntil",
      expect.any(String),
    );
  });
});
