/** A reviewer cannot tell a honeypot from a real submission: same answers, times and positions. */
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { isRefusal, staffOf } from "../core/call.ts";
import { collections } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const review = await openReviewWorld();
const {
  db,
  world,
  projectId,
  handlers,
  sampled,
  reviewer,
  otherReviewer,
  thirdReviewer,
  senior,
  take,
  addSubmission,
  addLeased,
} = review;
const { approve, reject, escalate, undo, read, release, taskOf } = review;
const minute = 60_000;

const qualityOfOne = async () => {
  const day = new Date(world.deps.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { reviewers } = accepted(
    await handlers.readReviewQuality({ query: { from: day, until: day } }, senior),
  );
  return reviewers.find(({ reviewerId }) => reviewerId === staffOf(reviewer));
};

const verdict = { decision: "approve" as const, reasons: [] };

const createHoneypot = async () => {
  const { collectionId, attemptId } = await addLeased(otherReviewer);
  const { decisionId } = accepted(await approve(collectionId, otherReviewer));
  const body = { decisionId, verdict };
  expect(await handlers.addHoneypot({ body }, senior)).toMatchObject({
    refused: "review-still-open",
  });
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  return { collectionId, attemptId, added: accepted(await handlers.addHoneypot({ body }, senior)) };
};

/** Leases a honeypot while a real photo waits. */
const takeHoneypot = async () => {
  const honeypot = await createHoneypot();
  const realSubmission = await addSubmission();
  sampled.add("honeypot");
  const [task] = await take(reviewer);
  expect(task).toMatchObject({ collectionId: honeypot.collectionId });
  if (!task) throw new Error("No honeypot was leased");
  return { ...honeypot, task, realSubmission };
};

test("a honeypot is leased and answered like a real submission and changes no collection", async () => {
  const { collectionId, added, task } = await takeHoneypot();
  expect(task).toMatchObject({ decisions: [], leaseEndsAt: expect.any(String) });
  expect((await take(reviewer))[0]?.taskId, "a second request returns the leased task").toBe(
    task.taskId,
  );
  const previous = await db.select().from(collections).where(eq(collections.id, collectionId));
  expect(accepted(await reject(collectionId, reviewer, { reasons: ["glasses"] }))).toMatchObject({
    undoUntil: null,
  });
  expect(await db.select().from(collections).where(eq(collections.id, collectionId))).toEqual(
    previous,
  );
  const listed = accepted(await handlers.listHoneypots({ query: { limit: 10 } }, senior));
  expect(listed.honeypots).toEqual([{ ...added, answered: 1, right: 0 }]);
  expect(await qualityOfOne()).toMatchObject({
    desk: { honeypots: 1, honeypotsRight: 0, honeypotsLeft: 0 },
  });
});

test("a honeypot has times close to those of a waiting submission, but never identical ones", async () => {
  const { task, realSubmission } = await takeHoneypot();
  await reject(task.collectionId, reviewer);
  const [realTask] = await take(reviewer);
  expect(realTask?.collectionId).toBe(realSubmission.collectionId);
  const differenceMs = Date.parse(realTask?.submittedAt ?? "") - Date.parse(task.submittedAt);
  expect(differenceMs).toBeGreaterThan(0);
  expect(differenceMs).toBeLessThan(5 * minute);
  const tookMs = (row: typeof task | undefined) =>
    Date.parse(row?.dueAt ?? "") - Date.parse(row?.submittedAt ?? "");
  expect(tookMs(task)).toBe(tookMs(realTask));
  expect(task.attempt.number).toBe(1);
});

test("an approval of a honeypot can be undone, and a released honeypot can be leased again", async () => {
  const { collectionId, attemptId, task } = await takeHoneypot();
  expect(accepted(await approve(collectionId, reviewer)).undoUntil).not.toBeNull();
  const { decisions } = accepted(await handlers.listMyDecisions({}, reviewer));
  expect(decisions[0]).toMatchObject({
    attemptId,
    decision: "approve",
    undoUntil: expect.any(String),
  });
  const reopened = accepted(await undo(collectionId, reviewer));
  expect(reopened.submittedAt).toBe(task.submittedAt);
  await release(collectionId, reviewer, "anyone");
  expect(await take(reviewer)).toMatchObject([
    { taskId: reopened.taskId, submittedAt: task.submittedAt },
  ]);
  accepted(await approve(collectionId, reviewer));
  world.passTime(6 * minute);
  expect(await undo(collectionId, reviewer)).toMatchObject({ refused: "undo-too-late" });
});

test("a honeypot that the reviewer left to others is not offered again and counts as left", async () => {
  const { collectionId } = await takeHoneypot();
  await release(collectionId, reviewer, "others");
  world.passTime(11 * minute);
  expect((await take(reviewer, 4)).map((task) => task.collectionId)).not.toContain(collectionId);
  expect(await qualityOfOne()).toMatchObject({ desk: { honeypots: 0, honeypotsLeft: 1 } });
});

test("a honeypot is withheld from a reviewer who filters by another project, where it would stand out", async () => {
  const { id: other } = await world.addProject({ graduationYear: 2029 });
  const { collectionId } = await takeHoneypot();
  const takeFromProject = async (wanted: string) =>
    take(reviewer, 1, "desk", { projectId: wanted });
  expect(await takeFromProject(other), "also while it is leased").toEqual([]);
  expect(await takeFromProject(projectId)).toMatchObject([{ collectionId }]);
});

test("a honeypot is offered to no reviewer after it ended, and never to the reviewer of its real decision", async () => {
  const { added, collectionId } = await createHoneypot();
  await addSubmission();
  sampled.add("honeypot");
  const isOffered = async (by: typeof reviewer) =>
    (await take(by, 4)).some((task) => task.collectionId === collectionId);
  expect(await isOffered(otherReviewer)).toBe(false);
  accepted(await handlers.endHoneypot({ params: { honeypotId: added.honeypotId } }, senior));
  await addSubmission();
  expect(await isOffered(reviewer)).toBe(false);
});

/** Reduces a response to its shape: all field names recursively, and the values of codes and states. */
function shapeOf(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => shapeOf(one, key));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, shapeOf(inner, name)]),
    );
  if (typeof value !== "string") return value;
  if (/^[0-9a-f-]{36}$/.test(value)) return "id";
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return "time";
  return /Url$|student|nameMasked|schoolName|label/i.test(key)
    ? "words"
    : value.replace(/\*+\d+/, "number");
}

test("every response to a honeypot has the same shape as the response to a real submission", async () => {
  // Both are first submissions of the same project with the same findings, one second apart.
  const { collectionId: honeypot, task } = await takeHoneypot();
  sampled.clear();
  const real =
    (await take(reviewer, 2)).find(({ collectionId }) => collectionId !== honeypot)?.collectionId ??
    "";
  const collectionIds = [real, honeypot] as const;
  const attemptOf = new Map<string, string>();
  for (const id of collectionIds) attemptOf.set(id, (await taskOf(id, reviewer)).attempt_id);
  // The list contains the latest five decisions on both photos together, so the test compares at most two of each.
  const listedDecisions = async (id: string) => {
    const { decisions } = accepted(await handlers.listMyDecisions({}, reviewer));
    return decisions.filter(({ attemptId }) => attemptId === attemptOf.get(id)).slice(0, 2);
  };
  const readDecisions = async (id: string) =>
    Promise.all(
      (await listedDecisions(id)).map(({ decisionId }) =>
        handlers.readDecision({ params: { decisionId } }, reviewer),
      ),
    );
  const viewsOf = async (id: string) => [
    await read(id, reviewer),
    await listedDecisions(id),
    await readDecisions(id),
  ];
  const withoutState = (answer: object) =>
    isRefusal(answer) ? answer : { ...answer, state: undefined };
  const steps: readonly (readonly [string, (id: string) => Promise<object>])[] = [
    ["undo before a decision", (id) => undo(id, reviewer)],
    ["escalate", (id) => escalate(id, reviewer, "是否遮眉")],
    ["escalate again", (id) => escalate(id, reviewer, "是否遮眉")],
    ["reject after escalation", (id) => reject(id, reviewer)],
    ["decision by another reviewer", (id) => approve(id, thirdReviewer)],
    ["undo the escalation", (id) => undo(id, reviewer)],
    ["undo again", (id) => undo(id, reviewer)],
    ["approve", (id) => approve(id, reviewer)],
    ["reject after approval", (id) => reject(id, reviewer)],
    ["undo the approval", (id) => undo(id, reviewer)],
    ["release the task", (id) => release(id, reviewer, "anyone")],
    ["decide a released task", (id) => approve(id, reviewer)],
    [
      "lease again",
      async () => (await take(reviewer, 2)).map(({ collectionId: _, ...rest }) => rest),
    ],
    ["reject with a note", (id) => reject(id, reviewer, { reasons: ["glasses"], words: "反光" })],
    ["undo a rejection of which the student was notified", (id) => undo(id, reviewer)],
  ];
  for (const [step, run] of steps) {
    world.passTime(1000);
    sampled.add("honeypot");
    const answers = [];
    for (const id of collectionIds) answers.push(shapeOf(withoutState(await run(id))));
    expect(answers[1], step).toEqual(answers[0]);
    expect(shapeOf(await viewsOf(honeypot)), step).toEqual(shapeOf(await viewsOf(real)));
  }
  expect(() => routeDefinitions.readTask.answers.parse(task)).not.toThrow();
});

test("a honeypot cannot be decided after its lease ends until it is leased again", async () => {
  const { collectionId, realSubmission } = await takeHoneypot();
  sampled.clear();
  await take(reviewer, 2);
  world.passTime(6 * minute);
  for (const id of [collectionId, realSubmission.collectionId])
    expect(await approve(id, reviewer)).toMatchObject({ refused: "review-lease-ended" });
  sampled.add("honeypot");
  await take(reviewer, 2);
  for (const id of [collectionId, realSubmission.collectionId])
    accepted(await approve(id, reviewer));
});

test("times and positions of honeypots are spread like those of real photos", async () => {
  const existing = new Set<string>();
  for (let count = 0; count < 8; count += 1) existing.add((await createHoneypot()).collectionId);
  for (let count = 0; count < 24; count += 1) {
    await addSubmission();
    world.passTime(10 * minute);
  }
  const leased = [];
  for (let batch = 0; batch < 8; batch += 1) {
    sampled.clear();
    if (batch % 2 === 0) sampled.add("honeypot");
    const tasks = await take(reviewer, 4);
    expect(tasks, "a batch has the same size with a honeypot").toHaveLength(4);
    leased.push(tasks);
    for (const { collectionId } of tasks) accepted(await approve(collectionId, reviewer));
  }
  const all = leased.flat();
  const tasksOf = (isHoneypot: boolean) =>
    all.filter(({ collectionId }) => existing.has(collectionId) === isHoneypot);
  expect(tasksOf(true).length).toBeGreaterThan(3);
  const times = (tasks: typeof all) => tasks.map(({ submittedAt }) => Date.parse(submittedAt));
  expect(Math.min(...times(tasksOf(true)))).toBeGreaterThanOrEqual(
    Math.min(...times(tasksOf(false))) - 5 * minute,
  );
  expect(Math.max(...times(tasksOf(true)))).toBeLessThanOrEqual(Math.max(...times(tasksOf(false))));
  expect(new Set(times(all)).size, "all submission times differ").toBe(all.length);
});
