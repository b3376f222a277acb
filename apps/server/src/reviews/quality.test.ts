import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { type Call, staffOf } from "../core/call.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { readWithdrawnSheets } from "../core/review/withdrawn-sheets.ts";
import { honeypots, reviewTasks } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { decidedTask, leasedTask } from "../testing/review-task-rows.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const { db, world, projectId, handlers, sampled, reviewer, otherReviewer, senior, ...acts } =
  await openReviewWorld();
const { take, takeLook, decideTask, approve, reject, escalate, addSubmission, addLeased } = acts;

const dayMs = 86_400_000;
const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const quality = async (from = dayOf(world.deps.clock())) => {
  const answer = await handlers.readReviewQuality(
    { query: { from, until: dayOf(world.deps.clock()) } },
    senior,
  );
  expect(() => routeDefinitions.readReviewQuality.answers.parse(answer)).not.toThrow();
  return accepted(answer);
};
const figuresOf = async (by: Call) =>
  (await quality()).reviewers.find(({ reviewerId }) => reviewerId === staffOf(by));

/** Creates decisions, each on a separate photo. */
const addDecided = async (fields: Partial<Parameters<typeof decidedTask>[0]> = {}) => {
  const { collectionId } = await world.addPaid(projectId);
  const attemptId = await world.addMade(collectionId);
  const row = decidedTask({
    ...{
      collectionId,
      attemptId,
      reviewerId: staffOf(reviewer),
      at: world.deps.clock(),
      decision: "approve",
    },
    ...fields,
  });
  await db.insert(reviewTasks).values(row);
  return row;
};

/** Answers a honeypot whose correct decision is to approve. */
const answerHoneypot = async (fields: Partial<Parameters<typeof decidedTask>[0]> = {}) => {
  const { collectionId } = await world.addPaid(projectId);
  const attemptId = await world.addMade(collectionId);
  const honeypotId = world.deps.ids();
  const of = { collectionId, attemptId };
  const added = { addedBy: staffOf(senior), createdAt: world.deps.clock() };
  await db.insert(honeypots).values({ id: honeypotId, ...of, decision: "approve", ...added });
  const answer = {
    reviewerId: staffOf(reviewer),
    at: world.deps.clock(),
    decision: "approve",
    kind: "honeypot",
  } as const;
  await db.insert(reviewTasks).values(decidedTask({ ...of, ...answer, honeypotId, ...fields }));
  return { ...of, honeypotId };
};
const missed = { decision: "reject" as const, reasons: ["glasses"] };

test("counts desk and sheet decisions separately, with median viewing time; recalls count, undone decisions do not", async () => {
  for (const lookMs of [1000, 2000, 3000]) await addDecided({ onSheet: true, lookMs });
  await addDecided({ ...missed, lookMs: 8000 });
  await addDecided({ lookMs: 600_000 });
  await addDecided({ undoneAt: world.deps.clock() });
  await addDecided({ undoneAt: world.deps.clock(), recalledBy: staffOf(senior), lookMs: 4000 });
  await addDecided({ reviewerId: staffOf(otherReviewer) });
  expect(await figuresOf(reviewer)).toMatchObject({
    rejectShare: 1 / 6,
    desk: { decisions: 3, medianSeconds: 6, secondLooks: 0, honeypots: 0 },
    sheet: { decisions: 3, medianSeconds: 2 },
    sheetsWithdrawn: false,
  });
  expect(await figuresOf(otherReviewer)).toMatchObject({
    rejectShare: 0,
    desk: { decisions: 1 },
    sheet: { decisions: 0 },
  });
  expect(await figuresOf(senior)).toBeUndefined();
});

test("counts second looks where the decision was made, by reviewer, by day and in total", async () => {
  const lookAt = async (
    first: { readonly id: string; collectionId: string; attemptId: string },
    second: object = {},
  ) =>
    db.insert(reviewTasks).values(
      decidedTask({
        ...{
          collectionId: first.collectionId,
          attemptId: first.attemptId,
          reviewerId: staffOf(senior),
        },
        ...{
          kind: "second-look",
          ofTaskId: first.id,
          at: world.deps.clock(),
          decision: "approve",
          ...second,
        },
      }),
    );
  await lookAt(await addDecided());
  await lookAt(await addDecided({ onSheet: true }), missed);
  await addDecided();
  const open = await addDecided();
  const { collectionId, attemptId, id } = open;
  const look = leasedTask({
    collectionId,
    attemptId,
    reviewerId: staffOf(senior),
    takenAt: world.deps.clock(),
  });
  await db.insert(reviewTasks).values({ ...look, kind: "second-look", ofTaskId: id });
  const { reviewers, agreement, days } = await quality();
  expect(reviewers).toMatchObject([
    {
      reviewerId: staffOf(reviewer),
      agreement: { pairs: 2, insufficientData: true, kappa: null },
      desk: { decisions: 3, secondLooks: 1, otherwise: 0 },
      sheet: { decisions: 1, secondLooks: 1, otherwise: 1 },
    },
  ]);
  expect(agreement).toEqual({ pairs: 2, insufficientData: true, kappa: null });
  expect(days).toEqual([{ day: dayOf(world.deps.clock()), decisions: 4, disagreed: 0.5 }]);
});

test("counts honeypots answered right or wrong, and those left to others", async () => {
  await answerHoneypot();
  await answerHoneypot(missed);
  await answerHoneypot({ onSheet: true, undoneAt: world.deps.clock() });
  const { collectionId, attemptId, honeypotId } = await answerHoneypot({
    reviewerId: staffOf(otherReviewer),
  });
  const left = {
    reviewerId: staffOf(reviewer),
    takenAt: world.deps.clock(),
    leftAt: world.deps.clock(),
  };
  await db
    .insert(reviewTasks)
    .values(
      leasedTask({ collectionId, attemptId, ...left, kind: "honeypot", honeypotId, onSheet: true }),
    );
  expect(await figuresOf(reviewer)).toMatchObject({
    rejectShare: null,
    desk: { decisions: 0, medianSeconds: null, honeypots: 2, honeypotsRight: 1, honeypotsLeft: 0 },
    sheet: { honeypots: 0, honeypotsLeft: 1 },
  });
});

test("each day of the figures starts at midnight in Beijing", async () => {
  const at = new Date("2027-02-19T16:00:00Z");
  await addDecided({ at });
  await addDecided({ at: new Date(at.getTime() - 1) });
  expect((await quality("2027-01-01")).days).toEqual([
    { day: "2027-02-19", decisions: 1, disagreed: null },
    { day: "2027-02-20", decisions: 1, disagreed: null },
  ]);
});

test("withdraws contact sheets for two weeks above the miss limit, from five answers on", async () => {
  const inForce = await createConfiguration({ "sheet-miss-limit": 0.2 }).read(db);
  const isWithdrawn = async (by: Call) =>
    (await readWithdrawnSheets(db, inForce, world.deps.clock(), staffOf(by))).length > 0;
  await answerHoneypot({ ...missed, onSheet: true });
  for (let count = 0; count < 3; count++) await answerHoneypot({ onSheet: true });
  expect(await isWithdrawn(reviewer), "too few answers").toBe(false);
  await answerHoneypot({ onSheet: true });
  expect(await isWithdrawn(reviewer), "one of five").toBe(false);
  await answerHoneypot(missed);
  await answerHoneypot({ ...missed, onSheet: true, undoneAt: world.deps.clock() });
  expect(await isWithdrawn(reviewer), "at the desk, and undone").toBe(false);
  await answerHoneypot({ ...missed, onSheet: true });
  expect(await isWithdrawn(reviewer), "two of six").toBe(true);
  expect(await isWithdrawn(otherReviewer)).toBe(false);
  expect(await figuresOf(reviewer)).toMatchObject({ sheetsWithdrawn: true });
  world.passTime(14 * dayMs);
  expect(await isWithdrawn(reviewer)).toBe(false);
});

test("a second look hides the first decision until judged, and then counts as a disagreement", async () => {
  const { collectionId } = await addSubmission({ blur: "warn" });
  await take(reviewer);
  sampled.add("secondLook");
  accepted(await reject(collectionId));
  const look = await takeLook(senior);
  if (!look) throw new Error("No second look waits");
  expect(look).toMatchObject({ decisions: [], earlierAttempts: [] });
  expect(JSON.stringify(look)).not.toMatch(/看不清|glasses/);
  const { first } = accepted(await decideTask(look, senior, { outcome: "approve" }));
  expect(first).toMatchObject({
    collectionId,
    decisionCode: "reject",
    second: { agrees: false, decision: "approve" },
  });
  expect(await takeLook(senior)).toBeNull();
  expect(await figuresOf(reviewer)).toMatchObject({
    desk: { decisions: 1, secondLooks: 1, otherwise: 1 },
  });
});

test("a second look is judged once, by the reviewer who leases it, and never by the first reviewer", async () => {
  const { collectionId } = await addLeased(senior);
  sampled.add("secondLook");
  accepted(await approve(collectionId, senior));
  expect(await takeLook(senior)).toBeNull();
  const other = staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer");
  const look = await takeLook(other);
  if (!look) throw new Error("No second look waits");
  expect(await decideTask(look, senior, { outcome: "approve" })).toHaveProperty("refused");
  const decisionId = world.deps.ids();
  const judged = accepted(await decideTask(look, other, { outcome: "approve" }, decisionId));
  expect(judged).toMatchObject({ undoUntil: null, first: { second: { agrees: true } } });
  expect(await decideTask(look, other, { outcome: "approve" }, decisionId)).toEqual(judged);
  const changed = await decideTask(
    look,
    other,
    { outcome: "reject", reasons: ["glasses"] },
    decisionId,
  );
  expect(changed).toMatchObject({ refused: "decision-differs" });
});

test("hides the machine's verdict on a sample of tasks until the decision", async () => {
  sampled.add("machineHidden");
  const { collectionId } = await addSubmission({ blur: "warn" });
  const [visible] = await take(reviewer);
  expect(visible).toMatchObject({
    machineHidden: true,
    report: { findings: [], verdict: "review" },
  });
  accepted(await approve(collectionId, reviewer));
  const after = accepted(
    await handlers.readTask({ params: { taskId: visible?.taskId ?? "" } }, reviewer),
  );
  expect(after).toMatchObject({ machineHidden: false, report: { findings: [{ id: "blur" }] } });
});

test("an escalated submission always shows the machine's findings to the senior reviewer", async () => {
  sampled.add("machineHidden");
  const { collectionId } = await addSubmission({ blur: "warn" });
  await take(reviewer);
  accepted(await escalate(collectionId, reviewer, "是否模糊"));
  expect(await take(senior)).toMatchObject([
    { machineHidden: false, report: { findings: [{ id: "blur" }] } },
  ]);
});
