import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Call, staffOf } from "../core/call.ts";
import { attempts, collections, reviewTasks, staff } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { decidedTask } from "../testing/review-task-rows.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const { db, world, handlers, reviewer, otherReviewer, senior, approve, reject, addLeased } =
  await openReviewWorld();

type Verdict = Parameters<typeof handlers.addHoneypot>[0]["body"]["verdict"];
const approving: Verdict = { decision: "approve", reasons: [] };

/** Creates a completed submission that otherReviewer approved. */
const completed = async () => {
  const made = await addLeased(otherReviewer);
  const { decisionId } = accepted(await approve(made.collectionId, otherReviewer));
  await db
    .update(collections)
    .set({ state: "completed" })
    .where(eq(collections.id, made.collectionId));
  return { ...made, decisionId };
};
const add = (decisionId: string, verdict: Verdict = approving) =>
  handlers.addHoneypot({ body: { decisionId, verdict } }, senior);
const listed = async (
  query: Partial<Parameters<typeof handlers.listHoneypots>[0]["query"]> = {},
) => {
  const answer = accepted(await handlers.listHoneypots({ query: { limit: 10, ...query } }, senior));
  expect(() => routeDefinitions.listHoneypots.answers.parse(answer)).not.toThrow();
  return answer.honeypots;
};

const answer = async (
  { collectionId, attemptId }: { readonly collectionId: string; readonly attemptId: string },
  honeypotId: string,
  fields: Partial<Parameters<typeof decidedTask>[0]> = {},
) => {
  const of = { collectionId, attemptId, reviewerId: staffOf(reviewer), at: world.deps.clock() };
  const row = decidedTask({ ...of, kind: "honeypot", honeypotId, decision: "approve", ...fields });
  await db.insert(reviewTasks).values(row);
  return row.decisionId ?? "";
};

test("a decision of an ended collection can become a honeypot, once until the honeypot ends", async () => {
  const { collectionId, decisionId } = await completed();
  const added = accepted(await add(decisionId));
  expect(() => routeDefinitions.addHoneypot.answers.parse(added)).not.toThrow();
  expect(added).toMatchObject({ decisionId, collectionId, answered: 0, right: 0, endedAt: null });
  expect(accepted(await add(decisionId, { decision: "reject", reasons: ["glasses"] }))).toEqual(
    added,
  );
  world.passTime(1000);
  const end = () => handlers.endHoneypot({ params: { honeypotId: added.honeypotId } }, senior);
  const ended = accepted(await end());
  expect(ended).toEqual({ ...added, endedAt: expect.any(String) });
  expect(accepted(await end())).toEqual(ended);
  const repeated = accepted(await add(decisionId, { decision: "reject", reasons: ["glasses"] }));
  expect(repeated).toMatchObject({
    expected: { decision: "reject", reasons: [{ code: "glasses" }] },
  });
  expect(await listed()).toEqual([repeated, ended]);
  expect(await handlers.endHoneypot({ params: { honeypotId: decisionId } }, senior)).toMatchObject({
    refused: "not-found",
  });
});

test("refuses a honeypot while its collection is open, without pictures, or after another submission", async () => {
  const { collectionId } = await addLeased(otherReviewer);
  const { decisionId } = accepted(await reject(collectionId, otherReviewer));
  expect(await add(decisionId)).toMatchObject({ refused: "review-still-open" });
  const submittedAttemptId = await world.addMade(collectionId);
  await db
    .update(collections)
    .set({ state: "completed", submittedAttemptId })
    .where(eq(collections.id, collectionId));
  expect(await add(decisionId)).toMatchObject({ refused: "review-still-open" });
  const deleted = await completed();
  await db
    .update(attempts)
    .set({ picturesDeletedAt: world.deps.clock() })
    .where(eq(attempts.id, deleted.attemptId));
  expect(await add(deleted.decisionId)).toMatchObject({ refused: "photo-deleted" });
  expect(await add(world.deps.ids())).toMatchObject({ refused: "not-found" });
});

test("refuses an answer to a honeypot like a decision of an open collection, which reveals nothing", async () => {
  const made = await completed();
  const { honeypotId } = accepted(await add(made.decisionId));
  const own = await answer(made, honeypotId, { reviewerId: staffOf(senior) });
  expect(await add(own)).toMatchObject({ refused: "review-still-open" });
});

test("lists honeypots by reviewer, answer and day, and ignores undone answers", async () => {
  const [first, second] = [await completed(), await completed()];
  const [right, wrong] = [
    accepted(await add(first.decisionId)),
    accepted(await add(second.decisionId)),
  ];
  await answer(first, right.honeypotId);
  await answer(second, wrong.honeypotId, {
    decision: "reject",
    reasons: ["glasses"],
    undoneAt: world.deps.clock(),
  });
  await answer(second, wrong.honeypotId, { decision: "escalate" });
  await answer(second, wrong.honeypotId, { reviewerId: staffOf(otherReviewer) });
  expect(
    (await listed()).map(({ honeypotId, answered, right }) => [honeypotId, answered, right]).sort(),
  ).toEqual(
    [
      [right.honeypotId, 1, 1],
      [wrong.honeypotId, 2, 1],
    ].sort(),
  );
  const usernameOf = async (by: Call) => {
    const [row] = await db
      .select()
      .from(staff)
      .where(eq(staff.id, staffOf(by)));
    return row?.username ?? "";
  };
  const idsOf = async (query: Parameters<typeof listed>[0]) =>
    (await listed(query)).map(({ honeypotId }) => honeypotId);
  const username = await usernameOf(reviewer);
  expect((await idsOf({ reviewer: username })).sort()).toEqual(
    [right.honeypotId, wrong.honeypotId].sort(),
  );
  expect((await idsOf({ reviewer: `测试·甲 · ${username}` })).length).toBe(2);
  expect(await idsOf({ reviewer: username, answer: "wrong" })).toEqual([wrong.honeypotId]);
  expect(await idsOf({ reviewer: username, answer: "right" })).toEqual([right.honeypotId]);
  expect(await idsOf({ reviewer: await usernameOf(otherReviewer), answer: "right" })).toEqual([
    wrong.honeypotId,
  ]);
  expect(await idsOf({ reviewer: "nobody" })).toEqual([]);
  expect(await idsOf({ fromDay: "2099-01-01" })).toEqual([]);
});
