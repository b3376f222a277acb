import { describe, expect, test } from "vitest";
import { accepted } from "../testing/accepted.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const world = await openReviewWorld();
const { pool, unseen, acts, handlers, approve, lookAt, one, two, senior, sampled, submitted, leased } = world;
/** Actions of a reviewer who opens no photo. */
const blindly = acts(unseen);

describe("a photo that nobody opened", () => {
  test("is not approved, and stays in hand; opened by the same person, it is", async () => {
    const { collectionId, attemptId } = await submitted();
    await blindly.take(one);
    expect(await blindly.approve(collectionId, one)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(attemptId, two);
    expect(await blindly.approve(collectionId, one)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(attemptId, one);
    expect(await blindly.approve(collectionId, one)).toMatchObject({ state: "approved" });
  });

  test("is not approved as an exception, and may be rejected or handed over", async () => {
    const { collectionId } = await submitted();
    await blindly.take(one);
    accepted(await blindly.escalate(collectionId, one, "看不清"));
    await blindly.take(senior);
    expect(await blindly.grant(collectionId, senior, "医院证明")).toMatchObject({ refused: "photo-not-opened" });
    expect(await blindly.reject(collectionId, senior)).toMatchObject({ state: "rejected" });
  });

  test("is not agreed with in a second look", async () => {
    sampled.add("secondLook");
    const { collectionId } = await leased(one);
    accepted(await approve(collectionId, one));
    const look = await blindly.takeLook(senior);
    if (!look) throw new Error("No second look was drawn");
    const agree = () => blindly.decideTask(look, senior, { outcome: "approve" });
    expect(await agree()).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(look.attempt.attemptId, senior);
    accepted(await agree());
  });

  test("is not approved where its answer is known, as any other", async () => {
    const existing = await leased(one);
    const { decisionId } = accepted(await approve(existing.collectionId, one));
    await pool.query("update collections set state = 'completed' where id = $1", [existing.collectionId]);
    const verdict = { decision: "approve" as const, reasons: [] };
    accepted(await handlers.addHoneypot({ body: { decisionId, verdict } }, senior));
    await submitted();
    sampled.add("honeypot");
    expect(await blindly.take(two)).toMatchObject([{ attempt: { attemptId: existing.attemptId } }]);
    expect(await blindly.approve(existing.collectionId, two)).toMatchObject({ refused: "photo-not-opened" });
    await lookAt(existing.attemptId, two);
    expect(await blindly.approve(existing.collectionId, two)).toHaveProperty("undoUntil", expect.any(String));
  });
});
