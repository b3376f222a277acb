import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { studentCall } from "../collections/testing/student-world.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { db } = database;
const { world, handlers, holding, sampled, one, two, senior, take, submitted } = await openReviewWorld(database);

type Query = Omit<Parameters<typeof handlers.listDecisions>[0]["query"], "limit">;

const listed = async (query: Query = {}) => {
  const answer = accepted(await handlers.listDecisions({ query: { limit: 50, ...query } }, senior));
  expect(() => routeDefinitions.listDecisions.answers.parse(answer)).not.toThrow();
  return answer.decisions;
};
const idsOf = async (query: Query) => (await listed(query)).map(({ collectionId }) => collectionId);

const approved = async (by = one) => {
  const made = await submitted();
  await take(by);
  accepted(await handlers.approveReview(params(made.collectionId), by));
  world.passTime(1000);
  return made;
};
const rejected = async (reason: "glasses" | "background", by = one) => {
  const made = await submitted();
  await take(by);
  accepted(await handlers.rejectReview({ ...params(made.collectionId), body: { reasons: [reason] } }, by));
  world.passTime(1000);
  return made;
};

test("decisions are found by reviewer, decision and reason, the latest first", async () => {
  const yes = await approved();
  const glasses = await rejected("glasses");
  const background = await rejected("background", two);
  expect(await idsOf({})).toEqual([background, glasses, yes].map(({ collectionId }) => collectionId));
  expect(await idsOf({ decision: "reject" })).toEqual([background.collectionId, glasses.collectionId]);
  expect(await idsOf({ reason: "glasses" })).toEqual([glasses.collectionId]);
  const [latest] = await listed();
  const username = latest?.reviewer.split(" · ").at(-1) ?? "";
  for (const reviewer of [username, latest?.reviewer ?? "", username.slice(0, -1), ` ${username.toUpperCase()} `])
    expect(await idsOf({ reviewer }), reviewer).toEqual([background.collectionId]);
  for (const reviewer of ["nobody", "测试", "测试 ·", "%"]) expect(await idsOf({ reviewer }), reviewer).toEqual([]);
});

test("those after an appeal are told from those before it", async () => {
  const { collectionId, accountId } = await rejected("glasses");
  await rejected("background");
  const appeal = { ...params(collectionId), body: { reason: "没有反光" } };
  accepted(await handlers.appealRejection(appeal, studentCall(accountId)));
  expect(await listed({ mark: "appealed" })).toEqual([]);
  await take(senior);
  accepted(await handlers.approveReview(params(collectionId), senior));
  expect(await listed({ mark: "appealed" })).toMatchObject([{ collectionId, decisionCode: "approve" }]);
});

test("the second look stands with the decision it was about", async () => {
  sampled.add("secondLook");
  const { collectionId } = await approved();
  sampled.clear();
  await approved();
  expect(await idsOf({ mark: "looked-at" })).toEqual([]);
  const look = accepted(await handlers.takeSecondLook({}, senior)).look;
  const verdict = { decision: "reject" as const, reasons: ["glasses" as const] };
  accepted(
    await handlers.decideSecondLook({ params: { lookId: look?.lookId ?? randomUUID() }, body: { verdict } }, senior),
  );
  expect(await listed({ mark: "looked-at" })).toMatchObject([
    { collectionId, second: { decision: "reject", agrees: false, reasons: [{ code: "glasses" }] } },
  ]);
  expect(await idsOf({ mark: "seen-otherwise" })).toEqual([collectionId]);
  expect(await idsOf({ mark: "other-reasons", reason: "glasses" })).toEqual([collectionId]);
  expect(await idsOf({ mark: "other-reasons", reason: "background" })).toEqual([]);
  expect(await idsOf({ mark: "same-reasons", reason: "glasses" })).toEqual([]);
});

test("a reason that both gave is found by it, and what was taken back apart from what stands", async () => {
  sampled.add("secondLook");
  const { collectionId } = await rejected("glasses");
  sampled.clear();
  const look = accepted(await handlers.takeSecondLook({}, senior)).look;
  const verdict = { decision: "reject" as const, reasons: ["glasses" as const, "background" as const] };
  accepted(await handlers.decideSecondLook({ params: { lookId: look?.lookId ?? "" }, body: { verdict } }, senior));
  expect(await idsOf({ mark: "same-reasons", reason: "glasses" })).toEqual([collectionId]);
  expect(await idsOf({ mark: "other-reasons", reason: "background" })).toEqual([collectionId]);
  expect(await idsOf({ mark: "same-reasons" })).toEqual([]);
  expect(await idsOf({ mark: "other-reasons" })).toEqual([collectionId]);
  const undone = await approved();
  accepted(await handlers.undoDecision(params(undone.collectionId), one));
  expect(await idsOf({ standing: "undone" })).toEqual([undone.collectionId]);
  expect(await idsOf({ standing: "stands" })).toEqual([collectionId]);
});

test("those with the same reasons have reasons: an approval that the second look agreed with is none of them", async () => {
  const lookedAt = async (decision: "approve" | "reject") => {
    const look = accepted(await handlers.takeSecondLook({}, senior)).look;
    const verdict = decision === "reject" ? { decision, reasons: ["glasses" as const] } : { decision, reasons: [] };
    accepted(await handlers.decideSecondLook({ params: { lookId: look?.lookId ?? "" }, body: { verdict } }, senior));
  };
  sampled.add("secondLook");
  const yes = await approved();
  await lookedAt("approve");
  const no = await rejected("glasses");
  await lookedAt("reject");
  expect(await idsOf({ mark: "looked-at" })).toEqual([no.collectionId, yes.collectionId]);
  expect(await idsOf({ mark: "same-reasons" })).toEqual([no.collectionId]);
  expect(await idsOf({ mark: "other-reasons" })).toEqual([]);
});

test("a decision opens with the photo it was made on, whatever was submitted since; held ones say so", async () => {
  const { collectionId, attemptId } = await submitted();
  await take(one);
  accepted(await holding.rejectReview({ ...params(collectionId), body: { reasons: ["glasses"] } }, one));
  const [held] = await listed();
  expect(held).toMatchObject({ isHeld: true, decisionCode: "reject", mayBeKnown: false });
  const open = () => handlers.readDecision({ params: { reviewId: held?.reviewId ?? "" } }, senior);
  expect(await open()).toMatchObject({ review: { attempt: { attemptId } }, decision: { collectionId } });
  expect(await handlers.readDecision({ params: { reviewId: randomUUID() } }, senior)).toMatchObject({
    refused: "not-found",
  });
});

test("a reviewer opens their own decisions and no one else's, and is not told what seniors keep of them", async () => {
  const { collectionId, attemptId } = await approved();
  const [mine] = accepted(await handlers.listMyDecisions({}, one)).decisions;
  const open = (by = one) => handlers.readDecision({ params: { reviewId: mine?.reviewId ?? "" } }, by);
  expect(await open()).toMatchObject({ review: { attempt: { attemptId } }, decision: { collectionId } });
  expect(await open(two)).toMatchObject({ refused: "not-found" });
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  expect(await open()).toMatchObject({ decision: { mayBeKnown: false } });
  expect(await open(senior)).toMatchObject({ decision: { mayBeKnown: true } });
});

test("a senior reviewer sees of their latest decisions which may be made known photos now, and which later", async () => {
  const { collectionId } = await approved(senior);
  const latest = async (by = senior) => accepted(await handlers.listMyDecisions({}, by)).decisions[0];
  expect(await latest()).toMatchObject({ mayBeKnown: false, mayBecomeKnown: true, knownSince: null });
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  expect(await latest()).toMatchObject({ mayBeKnown: true, mayBecomeKnown: false, knownSince: null });
  const body = { collectionId, verdict: { decision: "approve" as const, reasons: [] } };
  const { createdAt } = accepted(await handlers.addHoneypot({ body }, senior));
  expect(await latest()).toMatchObject({ knownSince: createdAt });
});

test("a decision opens also when nothing is submitted any more, and says so when its photo is deleted", async () => {
  const { collectionId, accountId, attemptId } = await rejected("glasses");
  const appeal = { ...params(collectionId), body: { reason: "没有反光" } };
  accepted(await handlers.appealRejection(appeal, studentCall(accountId)));
  accepted(await handlers.takeBackSubmission(params(collectionId), studentCall(accountId)));
  const decided = (await listed({ decision: "reject" })).find((one) => one.collectionId === collectionId);
  const open = () => handlers.readDecision({ params: { reviewId: decided?.reviewId ?? "" } }, senior);
  expect(await open()).toMatchObject({ review: { attempt: { attemptId } } });
  await db
    .update(attempts)
    .set({ report: null, picturesDeletedAt: world.deps.clock() })
    .where(eq(attempts.id, attemptId));
  expect(await open()).toMatchObject({ refused: "photo-deleted" });
});
