import { randomUUID } from "node:crypto";
import type { ReviewReasonCode } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const { db, world, handlers, withHold, sampled, reviewer, otherReviewer, ...acts } =
  await openReviewWorld();
const { senior, take, takeLook, decideTask, approve, reject, addSubmission, addLeased } = acts;

type Query = Omit<Parameters<typeof handlers.listDecisions>[0]["query"], "limit">;

const listed = async (query: Query = {}) => {
  const answer = accepted(await handlers.listDecisions({ query: { limit: 50, ...query } }, senior));
  expect(() => routeDefinitions.listDecisions.answers.parse(answer)).not.toThrow();
  return answer.decisions;
};
const idsOf = async (query: Query) => (await listed(query)).map(({ collectionId }) => collectionId);

const approved = async (by = reviewer) => {
  const made = await addLeased(by);
  accepted(await approve(made.collectionId, by));
  world.passTime(1000);
  return made;
};
/** Performs the second look at the latest decision. */
const secondReview = async (...reasons: ReviewReasonCode[]) => {
  const look = await takeLook(senior);
  if (!look) throw new Error("No second look waits");
  return decideTask(
    look,
    senior,
    reasons.length > 0 ? { outcome: "reject", reasons } : { outcome: "approve" },
  );
};
const rejected = async (reason: "glasses" | "background", by = reviewer) => {
  const made = await addLeased(by);
  accepted(await reject(made.collectionId, by, { reasons: [reason] }));
  world.passTime(1000);
  return made;
};

test("finds decisions by reviewer, decision and reason, latest first", async () => {
  const yes = await approved();
  const glasses = await rejected("glasses");
  const background = await rejected("background", otherReviewer);
  expect(await idsOf({})).toEqual(
    [background, glasses, yes].map(({ collectionId }) => collectionId),
  );
  expect(await idsOf({ decision: "reject" })).toEqual([
    background.collectionId,
    glasses.collectionId,
  ]);
  expect(await idsOf({ reason: "glasses" })).toEqual([glasses.collectionId]);
  const [latest] = await listed();
  const username = latest?.reviewer.split(" · ").at(-1) ?? "";
  for (const name of [
    username,
    latest?.reviewer ?? "",
    username.slice(0, -1),
    ` ${username.toUpperCase()} `,
  ])
    expect(await idsOf({ reviewer: name }), name).toEqual([background.collectionId]);
  for (const name of ["nobody", "测试", "测试 ·", "%"])
    expect(await idsOf({ reviewer: name }), name).toEqual([]);
});

test("marks only decisions made after an appeal as appealed", async () => {
  const { collectionId, accountId } = await rejected("glasses");
  await rejected("background");
  const appeal = { ...params(collectionId), body: { reason: "没有反光" } };
  accepted(await handlers.appealRejection(appeal, studentCall(accountId)));
  expect(await listed({ mark: "appealed" })).toEqual([]);
  await take(senior, 1, "appeals");
  accepted(await approve(collectionId, senior));
  expect(await listed({ mark: "appealed" })).toMatchObject([
    { collectionId, decisionCode: "approve" },
  ]);
});

test("lists the second look with the decision that it reviewed", async () => {
  sampled.add("secondLook");
  const { collectionId } = await approved();
  sampled.clear();
  await approved();
  expect(await idsOf({ mark: "had-second-look" })).toEqual([]);
  expect(accepted(await secondReview("glasses")).first).toMatchObject({
    collectionId,
    second: { agrees: false },
  });
  expect(await listed({ mark: "had-second-look" })).toMatchObject([
    { collectionId, second: { decision: "reject", agrees: false, reasons: [{ code: "glasses" }] } },
  ]);
  expect(await idsOf({ mark: "seen-otherwise" })).toEqual([collectionId]);
});

test("finds a decision by its reason, and separates undone decisions from those in force", async () => {
  const { collectionId } = await rejected("glasses");
  expect(await idsOf({ reason: "glasses" })).toEqual([collectionId]);
  expect(await idsOf({ reason: "background" })).toEqual([]);
  const undone = await approved();
  accepted(await withHold.undo(undone.collectionId, reviewer));
  expect(await idsOf({ standing: "undone" })).toEqual([undone.collectionId]);
  expect(await idsOf({ standing: "inForce" })).toEqual([collectionId]);
});

test("a decision opens with the photo that it was made on, and is marked while it is on hold", async () => {
  const { collectionId, attemptId } = await addLeased(reviewer);
  accepted(await withHold.reject(collectionId, reviewer, { reasons: ["glasses"] }));
  const [isHeld] = await listed();
  expect(isHeld).toMatchObject({
    isHeld: true,
    decisionCode: "reject",
    isHoneypotCandidate: false,
  });
  const open = () =>
    handlers.readDecision({ params: { decisionId: isHeld?.decisionId ?? "" } }, senior);
  expect(await open()).toMatchObject({
    task: { attempt: { attemptId } },
    decision: { collectionId },
  });
  expect(
    await handlers.readDecision({ params: { decisionId: randomUUID() } }, senior),
  ).toMatchObject({
    refused: "not-found",
  });
});

test("a reviewer opens only their own decisions, and does not see whether one can become a honeypot", async () => {
  const { collectionId, attemptId } = await approved();
  const [own] = accepted(await handlers.listMyDecisions({}, reviewer)).decisions;
  const open = (by = reviewer) =>
    handlers.readDecision({ params: { decisionId: own?.decisionId ?? "" } }, by);
  expect(await open()).toMatchObject({
    task: { attempt: { attemptId } },
    decision: { collectionId },
  });
  expect(await open(otherReviewer)).toMatchObject({ refused: "not-found" });
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  expect(await open()).toMatchObject({ decision: { isHoneypotCandidate: false } });
  expect(await open(senior)).toMatchObject({ decision: { isHoneypotCandidate: true } });
});

test.each([reviewer, senior])(
  "an answer to a honeypot opens like a decision and appears in no list: $caller.role",
  async (by) => {
    const existing = await approved(otherReviewer);
    await db
      .update(collections)
      .set({ state: "completed" })
      .where(eq(collections.id, existing.collectionId));
    const [{ decisionId } = { decisionId: "" }] = await listed();
    const body = { decisionId, verdict: { decision: "approve" as const, reasons: [] } };
    accepted(await handlers.addHoneypot({ body }, senior));
    const real = await addSubmission();
    sampled.add("honeypot");
    const tasks = await take(by, 2);
    expect(tasks.map(({ collectionId }) => collectionId).sort()).toEqual(
      [real.collectionId, existing.collectionId].sort(),
    );
    const made = { outcome: "reject" as const, reasons: ["glasses" as const], words: "反光" };
    const opened = [];
    for (const task of tasks) {
      const answer = accepted(await withHold.decideTask(task, by, made));
      const input = { params: { decisionId: answer.decisionId } };
      opened.push(accepted(await handlers.readDecision(input, by)));
      expect(await handlers.readDecision(input, otherReviewer)).toMatchObject({
        refused: "not-found",
      });
    }
    const [first, second] = opened.map(({ decision, task }) => ({
      decision: { ...decision, decisionId: "", collectionId: "" },
      handedOver: [task.handedOverBecause, task.handedOverBy, task.forSenior],
      keys: [task, task.attempt, task.project, ...task.decisions].map((part) =>
        Object.keys(part).sort(),
      ),
    }));
    expect(first?.decision).toMatchObject({
      isHeld: true,
      words: "反光",
      isHoneypotCandidate: false,
      honeypotSince: null,
    });
    expect(first).toEqual(second);
    expect(await idsOf({ decision: "reject" })).toEqual([real.collectionId]);
    world.passTime(10 * 60_000);
    for (const { decision } of opened) {
      const { decisionId } = decision;
      const later = accepted(await handlers.readDecision({ params: { decisionId } }, by));
      expect(later.decision, "no longer held, also before its job ran").toMatchObject({
        isHeld: false,
      });
    }
  },
);

test("shows a senior reviewer which of their latest decisions can become honeypots now, and which later", async () => {
  const { collectionId } = await approved(senior);
  const latest = async (by = senior) =>
    accepted(await handlers.listMyDecisions({}, by)).decisions[0];
  expect(await latest()).toMatchObject({
    isHoneypotCandidate: false,
    canBecomeHoneypot: true,
    honeypotSince: null,
  });
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  expect(await latest()).toMatchObject({
    isHoneypotCandidate: true,
    canBecomeHoneypot: false,
    honeypotSince: null,
  });
  const { decisionId } = (await latest()) ?? { decisionId: "" };
  const body = { decisionId, verdict: { decision: "approve" as const, reasons: [] } };
  const { createdAt } = accepted(await handlers.addHoneypot({ body }, senior));
  expect(await latest()).toMatchObject({ honeypotSince: createdAt });
});

test("a decision opens after the submission was withdrawn, and reports a deleted photo", async () => {
  const { collectionId, accountId, attemptId } = await rejected("glasses");
  const appeal = { ...params(collectionId), body: { reason: "没有反光" } };
  accepted(await handlers.appealRejection(appeal, studentCall(accountId)));
  accepted(await handlers.withdrawOwnSubmission(params(collectionId), studentCall(accountId)));
  const decided = (await listed({ decision: "reject" })).find(
    (decision) => decision.collectionId === collectionId,
  );
  const open = () =>
    handlers.readDecision({ params: { decisionId: decided?.decisionId ?? "" } }, senior);
  expect(await open()).toMatchObject({ task: { attempt: { attemptId } } });
  await db
    .update(attempts)
    .set({ report: null, picturesDeletedAt: world.deps.clock() })
    .where(eq(attempts.id, attemptId));
  expect(await open()).toMatchObject({ refused: "photo-deleted" });
});
