import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { staffOf } from "../core/call.ts";
import { collections } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const review = await openReviewWorld();
const {
  db,
  pool,
  world,
  handlers,
  handlersWithHold,
  withHold,
  sampled,
  reviewer,
  otherReviewer,
  senior,
  take,
  addSubmission,
  addLeased,
} = review;
const { approve, undo, release, taskOf, releaseRejections } = review;
const minute = 60_000;

/** Creates a honeypot from a submission that `two` decided and that is completed. */
const createHoneypot = async (verdicts: Parameters<typeof addSubmission>[0] = {}) => {
  const made = await addSubmission(verdicts);
  await take(otherReviewer);
  const { decisionId } = accepted(await approve(made.collectionId, otherReviewer));
  await db
    .update(collections)
    .set({ state: "completed" })
    .where(eq(collections.id, made.collectionId));
  const body = { decisionId, verdict: { decision: "approve" as const, reasons: [] } };
  return { ...made, decisionId, added: accepted(await handlers.addHoneypot({ body }, senior)) };
};

/** Leases a honeypot and a real photo. */
const takeBoth = async () => {
  const existing = await createHoneypot();
  const real = await addSubmission();
  sampled.add("honeypot");
  const tasks = await take(reviewer, 2);
  sampled.clear();
  const taskFor = (collectionId: string) => {
    const task = tasks.find((each) => each.collectionId === collectionId);
    if (!task) throw new Error("It did not come");
    return task;
  };
  return [taskFor(real.collectionId), taskFor(existing.collectionId)] as const;
};

test("a repeated held rejection has no undo time after its release, for honeypots and real photos alike", async () => {
  const both = await takeBoth();
  const decide = async (task: (typeof both)[number], decisionId: string) =>
    accepted(
      await withHold.decideTask(
        task,
        reviewer,
        { outcome: "reject", reasons: ["glasses"] },
        decisionId,
      ),
    ).undoUntil;
  const ids = both.map(() => world.deps.ids());
  const repeat = async () => [
    await decide(both[0], ids[0] ?? ""),
    await decide(both[1], ids[1] ?? ""),
  ];
  expect(await repeat()).toEqual([expect.any(String), expect.any(String)]);
  world.passTime(6 * minute);
  await releaseRejections();
  expect(await repeat()).toEqual([null, null]);
});

test("a task's current photo is not readable as an earlier photo", async () => {
  for (const { taskId, attempt } of await takeBoth()) {
    const params = { taskId, attemptId: attempt.attemptId };
    expect(await handlersWithHold.readEarlierPhoto({ params }, reviewer)).toMatchObject({
      refused: "not-found",
    });
  }
});

test("the waiting count drops by one for each leased photo, honeypots included", async () => {
  await createHoneypot();
  for (let count = 0; count < 6; count += 1) await addSubmission();
  const previous = await review.queueOf(reviewer);
  const reported = [previous];
  for (let count = 1; count <= 4; count += 1) {
    if (count === 2) sampled.add("honeypot");
    await take(reviewer, count);
    sampled.clear();
    reported.push(await review.queueOf(reviewer));
  }
  expect(reported.map(({ waiting }) => waiting)).toEqual([6, 5, 4, 3, 2]);
  expect(reported.map(({ projects: [project] }) => project?.waiting)).toEqual([6, 5, 4, 3, 2]);
  const { rows } = await pool.query(
    "select from review_tasks where kind = 'honeypot' and reviewer_id = $1",
    [staffOf(reviewer)],
  );
  expect(rows).toHaveLength(1);
  for (const { collectionId } of await take(reviewer, 4))
    accepted(await approve(collectionId, reviewer));
  expect((await review.queueOf(reviewer)).waiting).toBe(2);
  expect((await review.queueOf(otherReviewer)).waiting, "of others nothing is missing").toBe(3);
});

test("offers released or expired tasks again at once, honeypots and real photos alike", async () => {
  const idsOf = (tasks: readonly { readonly taskId: string }[]) =>
    tasks.map(({ taskId }) => taskId).sort();
  const both = await takeBoth();
  for (const { collectionId } of both) await release(collectionId, reviewer, "anyone");
  expect(idsOf(await take(reviewer, 4))).toEqual(idsOf(both));
  world.passTime(6 * minute);
  expect(idsOf(await take(reviewer, 4))).toEqual(idsOf(both));
});

test("a honeypot offered again much later has the times of submissions that wait then", async () => {
  const [, existing] = await takeBoth();
  for (const { collectionId } of await take(reviewer, 4))
    await release(collectionId, reviewer, "anyone");
  world.passTime(3 * 24 * 60 * minute);
  const [real] = await take(otherReviewer);
  await approve(real?.collectionId ?? "", otherReviewer);
  await addSubmission();
  sampled.add("honeypot");
  const repeated = (await take(reviewer, 2)).find(
    ({ collectionId }) => collectionId === existing.collectionId,
  );
  expect(
    Date.parse(repeated?.submittedAt ?? "") - Date.parse(existing.submittedAt),
  ).toBeGreaterThan(2 * 24 * 60 * minute);
});

test("a honeypot never comes back to a reviewer who answered it, even when added again", async () => {
  const existing = await createHoneypot();
  await addSubmission();
  sampled.add("honeypot");
  const comes = async () =>
    (await take(reviewer, 4)).some(({ collectionId }) => collectionId === existing.collectionId);
  expect(await comes()).toBe(true);
  accepted(await approve(existing.collectionId, reviewer));
  const end = { params: { honeypotId: existing.added.honeypotId } };
  accepted(await handlers.endHoneypot(end, senior));
  const body = {
    decisionId: existing.decisionId,
    verdict: { decision: "approve" as const, reasons: [] },
  };
  accepted(await handlers.addHoneypot({ body }, senior));
  await addSubmission();
  expect(await comes()).toBe(false);
});

test("a photo whose decision a reviewer undid never comes back to that reviewer as a honeypot", async () => {
  const { collectionId } = await addLeased(reviewer);
  accepted(await approve(collectionId, reviewer));
  accepted(await undo(collectionId, reviewer));
  await release(collectionId, reviewer, "others");
  await take(otherReviewer);
  const { decisionId } = accepted(await approve(collectionId, otherReviewer));
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  const body = { decisionId, verdict: { decision: "approve" as const, reasons: [] } };
  accepted(await handlers.addHoneypot({ body }, senior));
  await addSubmission();
  sampled.add("honeypot");
  expect((await take(reviewer, 4)).map((task) => task.collectionId)).not.toContain(collectionId);
});

test("offers no honeypot while no submission of its project waits", async () => {
  const existing = await createHoneypot();
  const { id: other } = await world.addProject({ graduationYear: 2031 });
  const { collectionId } = await addSubmission();
  await db.update(collections).set({ projectId: other }).where(eq(collections.id, collectionId));
  sampled.add("honeypot");
  expect((await take(reviewer, 4)).map((task) => task.collectionId)).not.toContain(
    existing.collectionId,
  );
});

test("selects a honeypot with as many findings as the submission next to it, if one exists", async () => {
  await createHoneypot();
  world.passTime(1000);
  const risky = await createHoneypot({ glasses: "warn", shadow: "warn" });
  await addSubmission({ glasses: "warn", shadow: "warn" });
  sampled.add("honeypot");
  expect(await take(reviewer)).toMatchObject([{ collectionId: risky.collectionId }]);
  expect((await taskOf(risky.collectionId, reviewer)).decision_id).toBeNull();
});
