import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readCollection } from "../core/collection/read-collection.ts";
import { collectionHistory, reviewTasks, staffPosts } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall, studentCall } from "../testing/calls.ts";
import { unfinishedRejections } from "./held-rejections.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const {
  db,
  pool,
  world,
  handlersWithHold,
  withHold,
  releaseRejections,
  reviewer,
  otherReviewer,
  senior,
  take,
  addLeased,
} = await openReviewWorld();
const minute = 60_000;

const reasons = { reasons: ["glasses" as const], words: "镜片反光" };
const reject = (collectionId: string, by = reviewer) => withHold.reject(collectionId, by, reasons);
const undo = (collectionId: string, by = reviewer) => withHold.undo(collectionId, by);
const asStudent = (collectionId: string, accountId: string) =>
  readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" });
const rejectedOne = async () => {
  const made = await addLeased(reviewer);
  const answer = accepted(await reject(made.collectionId));
  return { ...made, answer };
};

describe("rejections on hold", () => {
  test("hides a rejection for five minutes, then shows it to the student with the reasons", async () => {
    const { collectionId, accountId, answer } = await rejectedOne();
    expect(answer).toMatchObject({ state: "in_review", undoUntil: expect.any(String) });
    expect(await asStudent(collectionId, accountId)).toMatchObject({
      state: "in_review",
      refusal: null,
    });
    const withdraw = () =>
      handlersWithHold.withdrawOwnSubmission(params(collectionId), studentCall(accountId));
    expect(await withdraw()).toMatchObject({ refused: "submission-in-hand" });
    for (const by of [reviewer, otherReviewer, senior]) expect(await take(by)).toEqual([]);
    expect(await withHold.approve(collectionId, otherReviewer)).toMatchObject({
      refused: "review-taken",
    });
    await releaseRejections();
    expect(await asStudent(collectionId, accountId), "too early").toMatchObject({
      state: "in_review",
    });
    world.passTime(5 * minute);
    await releaseRejections();
    const reported = accepted(await asStudent(collectionId, accountId));
    expect(reported).toMatchObject({
      state: "rejected",
      refusal: { words: "镜片反光", reasons: [{ code: "glasses" }] },
    });
    const [line] = await db
      .select()
      .from(collectionHistory)
      .where(
        and(eq(collectionHistory.collectionId, collectionId), eq(collectionHistory.move, "reject")),
      );
    expect(line).toMatchObject({ actorRole: "reviewer" });
    await releaseRejections();
    expect(await asStudent(collectionId, accountId), "the student is notified once").toEqual(
      reported,
    );
    expect(await undo(collectionId)).toMatchObject({ refused: "undo-too-late" });
  });

  test("a rejection can be undone only by its reviewer, who then leases the task again; the student sees nothing", async () => {
    const { collectionId, attemptId, accountId } = await rejectedOne();
    expect(accepted(await handlersWithHold.listMyDecisions({}, reviewer)).decisions).toMatchObject([
      { attemptId, undoUntil: expect.any(String), undone: false },
    ]);
    expect(await undo(collectionId, otherReviewer)).toMatchObject({ refused: "not-found" });
    expect(await undo(collectionId)).toMatchObject({
      state: "in_review",
      leaseEndsAt: expect.any(String),
    });
    expect(await take(reviewer)).toMatchObject([
      { collectionId, decisions: [{ decision: "reject", undone: true }] },
    ]);
    expect(accepted(await handlersWithHold.listMyDecisions({}, reviewer)).decisions).toMatchObject([
      { undoUntil: null, undone: true },
    ]);
    accepted(await withHold.approve(collectionId, reviewer));
    world.passTime(5 * minute);
    await releaseRejections();
    expect(await asStudent(collectionId, accountId)).toMatchObject({
      state: "approved",
      refusal: null,
    });
  });

  test("a senior reviewer's rejection prevents the undo of the escalation that led to it", async () => {
    const { collectionId } = await addLeased(reviewer);
    accepted(await withHold.escalate(collectionId, reviewer, "?"));
    await take(senior);
    accepted(await reject(collectionId, senior));
    expect(await undo(collectionId, reviewer)).toMatchObject({ refused: "undo-too-late" });
    expect(await undo(collectionId, senior)).toMatchObject({ state: "in_review" });
    accepted(await withHold.approve(collectionId, senior));
  });

  test("a repeated rejection returns the first answer and is stored once", async () => {
    const { collectionId, answer } = await rejectedOne();
    expect(await reject(collectionId)).toEqual(answer);
    expect(await db.$count(reviewTasks)).toBe(1);
    expect(await withHold.approve(collectionId, reviewer)).toMatchObject({
      refused: "moved-meanwhile",
    });
  });

  test("discards the rejection of a withdrawn submission, also for the next submission", async () => {
    const { collectionId, accountId, attemptId } = await rejectedOne();
    const service = await world.addStaff("service");
    world.passTime(minute);
    await world.move(
      collectionId,
      "withdraw",
      "service",
      { reason: { serverText: "学生要求" } },
      service,
    );
    await pool.query(
      "update collections set submitted_attempt_id = null, submitted_at = null, review_due_at = null where id = $1",
      [collectionId],
    );
    const repeated = { ...params(collectionId), body: { attemptId } };
    accepted(await handlersWithHold.submitAttempt(repeated, studentCall(accountId)));
    expect(await take(otherReviewer)).toMatchObject([{ collectionId }]);
    world.passTime(4 * minute);
    await releaseRejections();
    expect(await asStudent(collectionId, accountId)).toMatchObject({
      state: "in_review",
      refusal: null,
    });
    const whereRejected = eq(reviewTasks.decision, "reject");
    expect(await db.select().from(reviewTasks).where(whereRejected)).toMatchObject([
      { heldUntil: null, undoneAt: expect.any(Date) },
    ]);
  });

  test("recovery detects a rejection that is overdue because its job was lost", async () => {
    const { attemptId } = await rejectedOne();
    const overdue = async () =>
      (await unfinishedRejections(db, world.deps.clock()))["notify-rejection"];
    expect(await overdue()).toEqual([]);
    world.passTime(5 * minute);
    const [task] = await db.select().from(reviewTasks).where(eq(reviewTasks.attemptId, attemptId));
    expect(await overdue()).toEqual([{ taskId: task?.id }]);
    await releaseRejections();
    expect(await overdue()).toEqual([]);
  });
});

describe("escalations to a senior reviewer", () => {
  const escalated = async () => {
    const made = await addLeased(reviewer);
    accepted(await withHold.escalate(made.collectionId, reviewer, "拿不准"));
    return made;
  };

  test("an escalation can be undone by its reviewer, who then decides the submission", async () => {
    const { collectionId } = await escalated();
    expect(await undo(collectionId, otherReviewer)).toMatchObject({ refused: "not-found" });
    expect(await undo(collectionId)).toMatchObject({ state: "in_review" });
    expect(await take(senior)).toEqual([]);
    expect(await take(reviewer)).toMatchObject([{ collectionId, forSenior: false }]);
    expect(await withHold.approve(collectionId, reviewer)).toMatchObject({ state: "approved" });
  });

  test("refuses to undo an escalation once a senior reviewer leases it, or after five minutes", async () => {
    const secondLook = await escalated();
    await take(senior);
    expect(await undo(secondLook.collectionId)).toMatchObject({ refused: "review-taken" });
    accepted(await withHold.approve(secondLook.collectionId, senior));
    expect(await undo(secondLook.collectionId)).toMatchObject({ refused: "undo-too-late" });
    const { collectionId } = await escalated();
    world.passTime(5 * minute + 1);
    expect(await undo(collectionId)).toMatchObject({ refused: "undo-too-late" });
    const other = staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer");
    expect(await take(other)).toMatchObject([{ collectionId, forSenior: true }]);
  });
});

test("offers a reviewer who is also senior their own escalation only after all others", async () => {
  const staffId = await world.addStaff("reviewer");
  const asReviewer = staffCall(staffId, "reviewer");
  const asSenior = staffCall(staffId, "senior-reviewer");
  const post = {
    id: world.deps.ids(),
    staffId,
    role: "senior-reviewer",
    addedAt: world.deps.clock(),
  } as const;
  await db.insert(staffPosts).values(post);
  const { collectionId, accountId } = await addLeased(asReviewer);
  accepted(await withHold.escalate(collectionId, asReviewer, "拿不准"));
  expect(await take(asSenior), "others look first").toEqual([]);
  const other = await addLeased(reviewer);
  accepted(await withHold.escalate(other.collectionId, reviewer, "拿不准"));
  expect(await take(asSenior)).toMatchObject([{ collectionId: other.collectionId }]);
  accepted(await reject(other.collectionId, asSenior));
  world.passTime(5 * minute);
  await releaseRejections();
  expect(await asStudent(other.collectionId, other.accountId)).toMatchObject({ state: "rejected" });
  expect(await asStudent(collectionId, accountId)).toMatchObject({ state: "in_review" });
});

test("the audit chain is intact after held rejections", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});
