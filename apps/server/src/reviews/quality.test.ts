import { reviewReasons } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { staffOf } from "../core/caller.ts";
import { reviews } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { db } = database;
const { world, handlers, sampled, one, senior, take, submitted, reject } = await openReviewWorld(database);

const today = () => new Date(world.deps.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const quality = async () => {
  const answer = await handlers.readReviewQuality({ query: { from: today(), until: today() } }, senior);
  expect(() => routeDefinitions.readReviewQuality.answers.parse(answer)).not.toThrow();
  return accepted(answer);
};
const approve = async (collectionId: string, by = one) =>
  accepted(await handlers.approveReview(params(collectionId), by));
const look = async (by = senior) => accepted(await handlers.takeSecondLook({}, by));
const judge = (lookId: string, decision: "approve" | "reject", by = senior) =>
  handlers.decideSecondLook(
    {
      params: { lookId },
      body: { verdict: decision === "reject" ? { decision, reasons: ["glasses"] } : { decision, reasons: [] } },
    },
    by,
  );

describe("a second look", () => {
  test("shows nothing of the first decision until it is judged, then tells it", async () => {
    const { collectionId } = await submitted({ blur: "warn" });
    await take(one);
    sampled.add("secondLook");
    accepted(await reject(collectionId));
    const { look: taken, waiting } = await look();
    expect(waiting).toBe(1);
    expect(taken?.review).toMatchObject({ state: "in_review", decisions: [], earlierAttempts: [] });
    expect(JSON.stringify(taken)).not.toMatch(/看不清|glasses/);
    const judged = accepted(await judge(taken?.lookId ?? "", "approve"));
    expect(() => routeDefinitions.decideSecondLook.answers.parse(judged)).not.toThrow();
    expect(judged).toMatchObject({
      collectionId,
      decisionCode: "reject",
      reasons: [reviewReasons.glasses.label, reviewReasons.background.label],
      second: { agrees: false, decision: "approve" },
    });
    expect((await look()).look).toBeNull();
    expect((await quality()).reasons.find(({ code }) => code === "glasses")).toMatchObject({ both: 0, one: 1 });
  });

  test("is judged once, by whoever has it in hand, and never by who decided first", async () => {
    const { collectionId } = await submitted();
    const [first] = await take(senior);
    expect(first?.collectionId).toBe(collectionId);
    sampled.add("secondLook");
    await approve(collectionId, senior);
    expect(await look()).toEqual({ look: null, waiting: 0 });
    const other = { ...senior, caller: { ...senior.caller, staffId: await world.addStaff("senior-reviewer") } };
    const { look: taken } = await look(other);
    const lookId = taken?.lookId ?? "";
    expect(await judge(lookId, "approve")).toMatchObject({ refused: "not-found" });
    expect(accepted(await judge(lookId, "approve", other))).toMatchObject({ second: { agrees: true } });
    expect(accepted(await judge(lookId, "approve", other))).toMatchObject({ second: { agrees: true } });
    expect(await judge(lookId, "reject", other)).toMatchObject({ refused: "second-look-decided" });
  });
});

test("on a sample the machine's verdict is hidden until the decision, and the row says so", async () => {
  sampled.add("machineHidden");
  const { collectionId } = await submitted({ blur: "warn" });
  const [shown] = await take(one);
  expect(shown).toMatchObject({ machineHidden: true, report: { findings: [], verdict: "review" } });
  await approve(collectionId);
  const after = accepted(await handlers.readReview(params(collectionId), one));
  expect(after).toMatchObject({ machineHidden: false, report: { findings: [{ id: "blur" }] } });
  expect(await db.select().from(reviews).where(eq(reviews.collectionId, collectionId))).toMatchObject([
    { machineHidden: true },
  ]);
  expect((await quality()).machine).toEqual([{ noted: true, hidden: true, decisions: 1, rejectShare: 0 }]);
});

test("what was handed over is shown with the machine's findings: whether they are right is the question", async () => {
  sampled.add("machineHidden");
  const { collectionId } = await submitted({ blur: "warn" });
  await take(one);
  accepted(await handlers.escalateReview({ ...params(collectionId), body: { reason: "是否模糊" } }, one));
  expect(await take(senior)).toMatchObject([{ machineHidden: false, report: { findings: [{ id: "blur" }] } }]);
});

test("speed is counted from taking or from the decision before, fatigue from the sitting's begin, and an undone decision not at all", async () => {
  const [first, second, third] = [await submitted(), await submitted(), await submitted()];
  await take(one, 3);
  world.passTime(4000);
  await approve(first.collectionId);
  world.passTime(10_000);
  accepted(await reject(second.collectionId));
  await approve(third.collectionId);
  accepted(await handlers.undoDecision(params(third.collectionId), one));
  const { reviewers, fatigue } = await quality();
  expect(reviewers.find(({ reviewerId }) => reviewerId === staffOf(one))).toMatchObject({
    decisions: 2,
    rejectShare: 0.5,
    medianSeconds: 7,
  });
  expect(fatigue).toEqual([{ fromMinute: 0, decisions: 2, medianSeconds: 7, disagreed: null }]);
});
