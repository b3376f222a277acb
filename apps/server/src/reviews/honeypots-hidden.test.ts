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
  const { reviewers } = accepted(await handlers.readReviewQuality({ query: { from: day, until: day } }, senior));
  return reviewers.find(({ reviewerId }) => reviewerId === staffOf(reviewer));
};

const verdict = { decision: "approve" as const, reasons: [] };

const createHoneypot = async () => {
  const { collectionId, attemptId } = await addLeased(otherReviewer);
  const { decisionId } = accepted(await approve(collectionId, otherReviewer));
  const body = { decisionId, verdict };
  expect(await handlers.addHoneypot({ body }, senior)).toMatchObject({ refused: "review-still-open" });
  await db.update(collections).set({ state: "completed" }).where(eq(collections.id, collectionId));
  return { collectionId, attemptId, added: accepted(await handlers.addHoneypot({ body }, senior)) };
};

/** Leases a honeypot while a real photo waits. */
const takeHoneypot = async () => {
  const existing = await createHoneypot();
  const real = await addSubmission();
  sampled.add("honeypot");
  const [task] = await take(reviewer);
  expect(task).toMatchObject({ collectionId: existing.collectionId });
  if (!task) throw new Error("No known photo came");
  return { ...existing, task, real };
};

test("a honeypot comes like a real submission, gets the same answers, and changes no collection", async () => {
  const { collectionId, added, task } = await takeHoneypot();
  expect(task).toMatchObject({ decisions: [], leaseEndsAt: expect.any(String) });
  expect((await take(reviewer))[0]?.taskId, "what is in hand stays in hand").toBe(task.taskId);
  const previous = await db.select().from(collections).where(eq(collections.id, collectionId));
  expect(accepted(await reject(collectionId, reviewer, { reasons: ["glasses"] }))).toMatchObject({ undoUntil: null });
  expect(await db.select().from(collections).where(eq(collections.id, collectionId))).toEqual(previous);
  const listed = accepted(await handlers.listHoneypots({ query: { limit: 10 } }, senior));
  expect(listed.honeypots).toEqual([{ ...added, answered: 1, right: 0 }]);
  expect(await qualityOfOne()).toMatchObject({ desk: { honeypots: 1, honeypotsRight: 0, honeypotsLeft: 0 } });
});

test("a honeypot has times close to those of a waiting submission, but never identical ones", async () => {
  const { task, real } = await takeHoneypot();
  await reject(task.collectionId, reviewer);
  const [neighbour] = await take(reviewer);
  expect(neighbour?.collectionId).toBe(real.collectionId);
  const apartMs = Date.parse(neighbour?.submittedAt ?? "") - Date.parse(task.submittedAt);
  expect(apartMs).toBeGreaterThan(0);
  expect(apartMs).toBeLessThan(5 * minute);
  const tookMs = (row: typeof task | undefined) => Date.parse(row?.dueAt ?? "") - Date.parse(row?.submittedAt ?? "");
  expect(tookMs(task)).toBe(tookMs(neighbour));
  expect(task.attempt.number).toBe(1);
});

test("an approval of a honeypot can be undone, and a released honeypot can come again", async () => {
  const { collectionId, attemptId, task } = await takeHoneypot();
  expect(accepted(await approve(collectionId, reviewer)).undoUntil).not.toBeNull();
  const { decisions } = accepted(await handlers.listMyDecisions({}, reviewer));
  expect(decisions[0]).toMatchObject({ attemptId, decision: "approve", undoUntil: expect.any(String) });
  const repeated = accepted(await undo(collectionId, reviewer));
  expect(repeated.submittedAt).toBe(task.submittedAt);
  await release(collectionId, reviewer, "anyone");
  expect(await take(reviewer)).toMatchObject([{ taskId: repeated.taskId, submittedAt: task.submittedAt }]);
  accepted(await approve(collectionId, reviewer));
  world.passTime(6 * minute);
  expect(await undo(collectionId, reviewer)).toMatchObject({ refused: "undo-too-late" });
});

test("a honeypot left to others does not come again, and counts as left", async () => {
  const { collectionId } = await takeHoneypot();
  await release(collectionId, reviewer, "others");
  world.passTime(11 * minute);
  expect((await take(reviewer, 4)).map((task) => task.collectionId)).not.toContain(collectionId);
  expect(await qualityOfOne()).toMatchObject({ desk: { honeypots: 0, honeypotsLeft: 1 } });
});

test("a honeypot is withheld from a reviewer who filters by another project, where it would stand out", async () => {
  const { id: other } = await world.addProject({ graduationYear: 2029 });
  const { collectionId } = await takeHoneypot();
  const request = async (wanted: string) => take(reviewer, 1, "desk", { projectId: wanted });
  expect(await request(other), "also while it is in hand").toEqual([]);
  expect(await request(projectId)).toMatchObject([{ collectionId }]);
});

test("a honeypot is offered to no reviewer after it ended, and never to the reviewer of its real decision", async () => {
  const { added, collectionId } = await createHoneypot();
  await addSubmission();
  sampled.add("honeypot");
  const comes = async (by: typeof reviewer) => (await take(by, 4)).some((task) => task.collectionId === collectionId);
  expect(await comes(otherReviewer)).toBe(false);
  accepted(await handlers.endHoneypot({ params: { honeypotId: added.honeypotId } }, senior));
  await addSubmission();
  expect(await comes(reviewer)).toBe(false);
});

/** Reduces a response to its shape: all field names recursively, and the values of codes and states. */
function formOf(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => formOf(one, key));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, formOf(inner, name)]));
  if (typeof value !== "string") return value;
  if (/^[0-9a-f-]{36}$/.test(value)) return "id";
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return "time";
  return /Url$|student|nameMasked|schoolName|label/i.test(key) ? "words" : value.replace(/\*+\d+/, "number");
}

test("no response to a honeypot during its lifetime differs from that to a real submission", async () => {
  // Both are first submissions of the same project with the same findings, one second apart.
  const { collectionId: existing, task } = await takeHoneypot();
  sampled.clear();
  const real = (await take(reviewer, 2)).find(({ collectionId }) => collectionId !== existing)?.collectionId ?? "";
  const both = [real, existing] as const;
  const attemptOf = new Map<string, string>();
  for (const id of both) attemptOf.set(id, (await taskOf(id, reviewer)).attempt_id);
  // The list contains the latest five decisions on both photos together, so the test compares at most two of each.
  const own = async (id: string) => {
    const { decisions } = accepted(await handlers.listMyDecisions({}, reviewer));
    return decisions.filter(({ attemptId }) => attemptId === attemptOf.get(id)).slice(0, 2);
  };
  const opened = async (id: string) =>
    Promise.all((await own(id)).map(({ decisionId }) => handlers.readDecision({ params: { decisionId } }, reviewer)));
  const format = async (id: string) => [await read(id, reviewer), await own(id), await opened(id)];
  const act = (answer: object) => (isRefusal(answer) ? answer : { ...answer, state: undefined });
  const steps: readonly (readonly [string, (id: string) => Promise<object>])[] = [
    ["undoing what is not decided", (id) => undo(id, reviewer)],
    ["handing it on", (id) => escalate(id, reviewer, "是否遮眉")],
    ["handing it on once more", (id) => escalate(id, reviewer, "是否遮眉")],
    ["another decision beside it", (id) => reject(id, reviewer)],
    ["another reviewer's decision", (id) => approve(id, thirdReviewer)],
    ["undoing", (id) => undo(id, reviewer)],
    ["undoing twice", (id) => undo(id, reviewer)],
    ["approving", (id) => approve(id, reviewer)],
    ["rejecting what is approved", (id) => reject(id, reviewer)],
    ["undoing the approval", (id) => undo(id, reviewer)],
    ["giving it back", (id) => release(id, reviewer, "anyone")],
    ["deciding what was given back", (id) => approve(id, reviewer)],
    ["taking it again", async () => (await take(reviewer, 2)).map(({ collectionId: _, ...rest }) => rest)],
    ["rejecting with words", (id) => reject(id, reviewer, { reasons: ["glasses"], words: "反光" })],
    ["undoing what its student was told", (id) => undo(id, reviewer)],
  ];
  for (const [step, acts] of steps) {
    world.passTime(1000);
    sampled.add("honeypot");
    const answers = [];
    for (const id of both) answers.push(formOf(act(await acts(id))));
    expect(answers[1], step).toEqual(answers[0]);
    expect(formOf(await format(existing)), step).toEqual(formOf(await format(real)));
  }
  expect(() => routeDefinitions.readTask.answers.parse(task)).not.toThrow();
});

test("a honeypot cannot be decided after its lease ends until it is leased again", async () => {
  const { collectionId, real } = await takeHoneypot();
  sampled.clear();
  await take(reviewer, 2);
  world.passTime(6 * minute);
  for (const id of [collectionId, real.collectionId])
    expect(await approve(id, reviewer)).toMatchObject({ refused: "review-lease-ended" });
  sampled.add("honeypot");
  await take(reviewer, 2);
  for (const id of [collectionId, real.collectionId]) accepted(await approve(id, reviewer));
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
    expect(tasks, "a hand is as full with a known photo as without").toHaveLength(4);
    leased.push(tasks);
    for (const { collectionId } of tasks) accepted(await approve(collectionId, reviewer));
  }
  const all = leased.flat();
  const of = (isKnown: boolean) => all.filter(({ collectionId }) => existing.has(collectionId) === isKnown);
  expect(of(true).length).toBeGreaterThan(3);
  const times = (tasks: typeof all) => tasks.map(({ submittedAt }) => Date.parse(submittedAt));
  expect(Math.min(...times(of(true)))).toBeGreaterThanOrEqual(Math.min(...times(of(false))) - 5 * minute);
  expect(Math.max(...times(of(true)))).toBeLessThanOrEqual(Math.max(...times(of(false))));
  expect(new Set(times(all)).size, "no two at the same moment").toBe(all.length);
});
