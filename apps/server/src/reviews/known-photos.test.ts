import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { staffOf } from "../core/caller.ts";
import { collections } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { db } = database;
const { world, projectId, handlers, sampled, one, two, senior, take, submitted, reject } =
  await openReviewWorld(database);

const approve = async (collectionId: string, by = one) =>
  accepted(await handlers.approveReview(params(collectionId), by));
const qualityOfOne = async () => {
  const day = new Date(world.deps.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { reviewers } = accepted(await handlers.readReviewQuality({ query: { from: day, until: day } }, senior));
  return reviewers.find(({ reviewerId }) => reviewerId === staffOf(one));
};

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
  const mine = await qualityOfOne();
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

test("is opened again like a real one, with what its reviewer wrote", async () => {
  await addKnown();
  const { collectionId: real } = await submitted();
  await take(one);
  accepted(await reject(real));
  sampled.add("honeypot");
  const [known] = await take(one);
  world.passTime(1000);
  accepted(await reject(known?.collectionId ?? ""));
  const { decisions } = accepted(await handlers.listMyDecisions({}, one));
  const open = async (id: string | undefined) => {
    const reviewId = decisions.find(({ collectionId }) => collectionId === id)?.reviewId ?? "";
    return accepted(await handlers.readDecision({ params: { reviewId } }, one));
  };
  const [ofReal, ofKnown] = [await open(real), await open(known?.collectionId)];
  const keysOf = ({ decision, review }: typeof ofReal) =>
    [decision, review, ...review.decisions].map((part) => Object.keys(part).sort());
  expect(keysOf(ofReal)).toEqual(keysOf(ofKnown));
  const statesOf = ({ decision, review }: typeof ofReal) => [decision.isHeld, review.state, review.earlierAttempts];
  expect(statesOf(ofReal)).toEqual(statesOf(ofKnown));
  expect(known?.attempt.attemptId).not.toBe(known?.collectionId);
  for (const { decision, review } of [ofReal, ofKnown])
    expect([decision.words, ...review.decisions.map(({ words }) => words)]).toEqual(["看不清", "看不清"]);
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
  expect(await take(one)).toMatchObject([{ collectionId: id }]);
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
  expect(await handlers.undoDecision(params(id), one)).toMatchObject({ refused: "undo-too-late" });
});

/** A real one and a known one in the hand of one reviewer. */
const takeBoth = async () => {
  await addKnown();
  await provoke();
  const { collectionId: real } = await submitted();
  const known = (await take(one)).find(({ collectionId }) => collectionId !== real);
  if (!known) throw new Error("No known photo came");
  world.passTime(1000);
  return [real, known.collectionId] as const;
};

const said = ({ decision, undone, words }: { decision: string; undone: boolean; words: string | null }) => [
  ...[decision, undone, words],
];

/** What the reviewer is told of it, but for ids, times and pictures. */
const toldOf = async (collectionId: string) => {
  const of = <Row extends { readonly collectionId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.collectionId === collectionId);
  const review = await handlers.readReview(params(collectionId), one);
  // Of both together five are listed.
  const listed = of(accepted(await handlers.listMyDecisions({}, one)).decisions).slice(0, 2);
  const opened = await Promise.all(listed.map(({ reviewId }) => handlers.readDecision({ params: { reviewId } }, one)));
  const shown =
    "refused" in review ? review.refused : [review.state, review.leaseEndsAt === null, review.decisions.map(said)];
  return {
    shown,
    listed: listed.map((row) => [said(row), row.undoUntil === null, row.reviewId === collectionId]),
    opened: opened.map((answer) => {
      const { decision, review } = accepted(answer);
      const { decisionCode, words, isHeld, undoneAt } = decision;
      return [decisionCode, words, isHeld, undoneAt === null, review.state, review.decisions.map(said)];
    }),
  };
};

const rejectGlasses = (collectionId: string, words?: string) =>
  handlers.rejectReview({ ...params(collectionId), body: { reasons: ["glasses"], ...(words && { words }) } }, one);

test("is told like a real one through every step of deciding, undoing, giving back and deciding anew", async () => {
  const both = await takeBoth();
  /** Those in hand, with what was decided on each before. */
  const takeAgain = async (): Promise<object> => {
    const hand = await take(one);
    expect(hand.map(({ collectionId }) => collectionId).sort()).toEqual([...both].sort());
    const [first, second] = hand.map(({ state, decisions }) => [state, decisions.map(said)]);
    expect(first).toEqual(second);
    return {};
  };
  const steps: readonly (readonly [string, (collectionId: string) => Promise<object>])[] = [
    ["undoing what is not decided", (id) => handlers.undoDecision(params(id), one)],
    ["handing it on", (id) => handlers.escalateReview({ ...params(id), body: { reason: "是否遮眉" } }, one)],
    ["handing it on once more", (id) => handlers.escalateReview({ ...params(id), body: { reason: "是否遮眉" } }, one)],
    ["another decision beside it", (id) => rejectGlasses(id)],
    ["undoing", (id) => handlers.undoDecision(params(id), one)],
    ["undoing twice", (id) => handlers.undoDecision(params(id), one)],
    ["approving", (id) => handlers.approveReview(params(id), one)],
    ["rejecting what is approved", (id) => rejectGlasses(id, "反光")],
    ["undoing the approval", (id) => handlers.undoDecision(params(id), one)],
    ["renewing", (id) => handlers.renewReviewLease(params(id), one)],
    ["giving it back", (id) => handlers.releaseReview({ ...params(id), body: { leftTo: "anyone" } }, one)],
    ["deciding what was given back", (id) => handlers.approveReview(params(id), one)],
    ["taking it again", takeAgain],
    ["rejecting with words", (id) => rejectGlasses(id, "反光")],
    ["undoing what its student was told", (id) => handlers.undoDecision(params(id), one)],
  ];
  for (const [step, act] of steps) {
    world.passTime(1000);
    const answers = [];
    for (const id of both) answers.push(await act(id));
    const codes = answers.map((answer) =>
      "refused" in answer ? answer.refused : "state" in answer ? answer.state : "ok",
    );
    expect(codes[1], step).toBe(codes[0]);
    const [real, known] = both;
    expect(await toldOf(known), step).toEqual(await toldOf(real));
  }
  expect(await qualityOfOne()).toMatchObject({ honeypots: 1, honeypotsRight: 0 });
});

test("that nobody looked at for five minutes is decided by nobody until it is taken again", async () => {
  const both = await takeBoth();
  world.passTime(6 * 60_000);
  for (const id of both)
    expect(await handlers.approveReview(params(id), one)).toMatchObject({ refused: "review-lease-ended" });
  await take(one, 2);
  for (const id of both) await approve(id);
});

test("left to others, it does not come back at once", async () => {
  await addKnown();
  await provoke();
  const [known] = await take(one);
  const id = known?.collectionId ?? "";
  await handlers.releaseReview({ ...params(id), body: { leftTo: "others" } }, one);
  expect(await take(one)).toEqual([]);
  const { collectionId } = await submitted();
  await take(one);
  world.passTime(1000);
  await approve(collectionId);
  expect(await take(one)).toMatchObject([{ collectionId: id }]);
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
