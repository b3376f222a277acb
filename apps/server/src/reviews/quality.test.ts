import { reviewReasons } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { staffOf } from "../core/caller.ts";
import { collections, honeypotAnswers, reviews } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { db } = database;
const { world, projectId, handlers, sampled, one, two, senior, take, submitted, reject } =
  await openReviewWorld(database);

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

describe("a known photo", () => {
  const addKnown = async () => {
    const { collectionId } = await submitted();
    await take(two);
    await approve(collectionId, two);
    const body = { collectionId, verdict: { decision: "approve" as const, reasons: [] } };
    expect(await handlers.addHoneypot({ body }, senior)).toMatchObject({ refused: "review-still-open" });
    await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
    return { collectionId, added: accepted(await handlers.addHoneypot({ body }, senior)) };
  };

  /** Approves one, so that the next of the reviewer is a known photo. */
  const provoke = async () => {
    const { collectionId } = await submitted();
    await take(one);
    await approve(collectionId);
    sampled.add("honeypot");
  };

  test("comes like any other submission, is answered like one, and moves nothing", async () => {
    const { collectionId, added } = await addKnown();
    await provoke();
    const [known] = await take(one);
    expect(known).toMatchObject({ state: "in_review", decisions: [] });
    expect(known?.collectionId).not.toBe(collectionId);
    // What is in hand stays in hand.
    expect((await take(one))[0]?.collectionId).toBe(known?.collectionId);
    world.passTime(1000);
    const before = await db.select().from(collections).where(eq(collections.id, collectionId));
    const decided = accepted(
      await handlers.rejectReview({ ...params(known?.collectionId ?? ""), body: { reasons: ["glasses"] } }, one),
    );
    expect(() => routeDefinitions.rejectReview.answers.parse(decided)).not.toThrow();
    expect(decided).toMatchObject({ state: "rejected", undoUntil: null });
    expect(await db.select().from(collections).where(eq(collections.id, collectionId))).toEqual(before);
    const listed = accepted(await handlers.listHoneypots({ query: { limit: 10 } }, senior));
    expect(listed.honeypots).toEqual([{ ...added, shown: 1, right: 0 }]);
    const mine = (await quality()).reviewers.find(({ reviewerId }) => reviewerId === staffOf(one));
    expect(mine).toMatchObject({ honeypots: 1, honeypotsRight: 0 });
    const answeredBy = async (query: { reviewer?: string; answer?: "right" | "wrong"; fromDay?: string }) =>
      accepted(await handlers.listHoneypots({ query: { limit: 10, ...query } }, senior)).honeypots.length;
    const reviewer = mine?.username ?? "";
    expect(await answeredBy({ reviewer })).toBe(1);
    expect(await answeredBy({ reviewer: `测试·甲 · ${reviewer}` })).toBe(1);
    expect(await answeredBy({ reviewer, answer: "wrong" })).toBe(1);
    expect(await answeredBy({ reviewer, answer: "right" })).toBe(0);
    expect(await answeredBy({ reviewer: "nobody" })).toBe(0);
    expect(await answeredBy({ fromDay: "2099-01-01" })).toBe(0);
    expect(await take(one)).toEqual([]);
    const [latest] = accepted(await handlers.listMyDecisions({}, one)).decisions;
    const open = (by = one) => handlers.readDecision({ params: { reviewId: latest?.reviewId ?? "" } }, by);
    const opened = accepted(await open());
    expect(() => routeDefinitions.readDecision.answers.parse(opened)).not.toThrow();
    expect(opened).toMatchObject({
      decision: { collectionId: known?.collectionId, decisionCode: "reject", mayBeKnown: false },
      review: { decisions: [{ decision: "reject", attemptId: known?.attempt.attemptId }] },
    });
    expect(JSON.stringify(opened)).not.toContain(collectionId);
    expect(await open(two)).toMatchObject({ refused: "not-found" });
  });

  test("is opened again like a real one: nothing that was written about either is told to who wrote it", async () => {
    await addKnown();
    const { collectionId: real } = await submitted();
    await take(one);
    accepted(await reject(real));
    sampled.add("honeypot");
    const [known] = await take(one);
    world.passTime(1000);
    accepted(await reject(known?.collectionId ?? ""));
    const { decisions } = accepted(await handlers.listMyDecisions({}, one));
    const open = async (id: string | undefined, by = one) => {
      const reviewId = decisions.find(({ collectionId }) => collectionId === id)?.reviewId ?? "";
      return accepted(await handlers.readDecision({ params: { reviewId } }, by));
    };
    const [ofReal, ofKnown] = [await open(real), await open(known?.collectionId)];
    const keysOf = ({ decision, review }: typeof ofReal) =>
      [decision, review, ...review.decisions].map((part) => Object.keys(part).sort());
    expect(keysOf(ofReal)).toEqual(keysOf(ofKnown));
    const statesOf = ({ decision, review }: typeof ofReal) => [decision.isHeld, review.state, review.earlierAttempts];
    expect(statesOf(ofReal)).toEqual(statesOf(ofKnown));
    expect(known?.attempt.attemptId).not.toBe(known?.collectionId);
    for (const { decision, review } of [ofReal, ofKnown])
      expect([decision.words, ...review.decisions.map(({ words }) => words)]).toEqual([null, null]);
    expect(await open(real, senior)).toMatchObject({
      decision: { words: "看不清" },
      review: { decisions: [{ words: "看不清" }] },
    });
  });

  test("an approval of it can be taken back, and one that is given back may come again", async () => {
    await addKnown();
    await provoke();
    const [known] = await take(one);
    const id = known?.collectionId ?? "";
    world.passTime(1000);
    const approved = await approve(id);
    expect(approved.undoUntil).not.toBeNull();
    const { decisions } = accepted(await handlers.listMyDecisions({}, one));
    expect(decisions[0]).toMatchObject({ collectionId: id, decision: "approve", undoUntil: expect.any(String) });
    expect(accepted(await handlers.undoDecision(params(id), one))).toMatchObject({ state: "in_review" });
    expect(accepted(await handlers.readReview(params(id), one)).collectionId).toBe(id);
    expect(accepted(await handlers.renewReviewLease(params(id), one))).toMatchObject({
      leaseEndsAt: expect.any(String),
    });
    await handlers.releaseReview({ ...params(id), body: { leftTo: "anyone" } }, one);
    expect(await db.select().from(honeypotAnswers).where(isNull(honeypotAnswers.undoneAt))).toEqual([]);
    expect(await take(one)).toHaveLength(1);
  });

  test("is taken back as long as any other, and is the first photo of its student like most", async () => {
    await addKnown();
    await provoke();
    const [known] = await take(one);
    const id = known?.collectionId ?? "";
    expect(known?.attempt).toMatchObject({ number: 1, createdAt: known?.submittedAt });
    world.passTime(1000);
    await approve(id);
    world.passTime(6 * 60_000);
    expect(await handlers.undoDecision(params(id), one)).toMatchObject({ refused: "undo-has-effect" });
  });

  test("once taken back, stays in its reviewer's list and beside the photo as any other does", async () => {
    await addKnown();
    const { collectionId: real } = await submitted();
    await take(one);
    await approve(real);
    sampled.add("honeypot");
    const [known] = await take(one);
    const id = known?.collectionId ?? "";
    world.passTime(1000);
    await approve(id);
    for (const collectionId of [id, real]) {
      world.passTime(1000);
      accepted(await handlers.undoDecision(params(collectionId), one));
      world.passTime(1000);
      accepted(await reject(collectionId));
    }
    // Told at once, and not taken back any more.
    for (const collectionId of [id, real])
      expect(await handlers.undoDecision(params(collectionId), one)).toMatchObject({ refused: "undo-has-effect" });
    const { decisions } = accepted(await handlers.listMyDecisions({}, one));
    const listedOf = (collectionId: string) =>
      decisions
        .filter((one) => one.collectionId === collectionId)
        .map(({ decision, undone, words, undoUntil }) => [decision, undone, words, undoUntil === null]);
    expect(listedOf(id)).toEqual(listedOf(real));
    expect(listedOf(id)).toEqual([
      ["reject", false, null, true],
      ["approve", true, null, true],
    ]);
    for (const undone of [true, false]) {
      const openOf = async (collectionId: string) => {
        const made = decisions.find((one) => one.collectionId === collectionId && one.undone === undone);
        return accepted(await handlers.readDecision({ params: { reviewId: made?.reviewId ?? "" } }, one));
      };
      const toldOf = ({ decision, review }: Awaited<ReturnType<typeof openOf>>) => [
        [decision.decisionCode, decision.undoneAt === null, decision.isHeld, review.state],
        review.decisions.map((one) => [one.decision, one.undone, one.words]),
      ];
      const [ofReal, ofKnown] = [await openOf(real), await openOf(id)];
      expect(toldOf(ofKnown)).toEqual(toldOf(ofReal));
      expect(ofKnown.decision.collectionId).toBe(id);
    }
    const mine = (await quality()).reviewers.find(({ reviewerId }) => reviewerId === staffOf(one));
    expect(mine).toMatchObject({ honeypots: 1, honeypotsRight: 0 });
  });

  test("given back after it was taken back, it may come again", async () => {
    await addKnown();
    await provoke();
    const [known] = await take(one);
    const id = known?.collectionId ?? "";
    world.passTime(1000);
    await approve(id);
    accepted(await handlers.undoDecision(params(id), one));
    expect(accepted(await handlers.readReview(params(id), one)).decisions).toMatchObject([
      { decision: "approve", undone: true },
    ]);
    await handlers.releaseReview({ ...params(id), body: { leftTo: "anyone" } }, one);
    expect(await take(one)).toHaveLength(1);
  });

  test("stays away from whoever reviews another project, where it would be known for a test", async () => {
    await addKnown();
    await provoke();
    const { id: other } = await world.addProject({ graduationYear: 2029 });
    const ask = async (wanted: string) =>
      accepted(await handlers.takeNextReviews({ body: { count: 4, projectId: wanted } }, one)).reviews;
    expect(await ask(other)).toEqual([]);
    const [known] = await ask(projectId);
    expect(known).toMatchObject({ state: "in_review" });
    expect(await ask(other), "also while it is in hand").toEqual([]);
    expect(await take(one)).toMatchObject([{ collectionId: known?.collectionId }]);
  });

  test("is shown to nobody once it is ended, and never to who decided it when it was real", async () => {
    const { added } = await addKnown();
    sampled.add("honeypot");
    expect(await take(two)).toEqual([]);
    await provoke();
    accepted(await handlers.endHoneypot({ params: { honeypotId: added.honeypotId } }, senior));
    expect(await take(one)).toEqual([]);
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
