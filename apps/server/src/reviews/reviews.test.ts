/** Submissions, the queue of reviewers, and appeals against the automatic checks. */
import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type Call, isRefusal } from "../core/call.ts";
import { attempts, collections, reviewTasks } from "../infra/db/schema/index.ts";
import { accepted, staffCall, studentCall } from "../testing/calls.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const review = await openReviewWorld();
const { db, pool, world, projectId, handlers, take, addSubmission, addLeased } = review;
const { reviewer, otherReviewer, thirdReviewer, senior, approve, reject, escalate, read } = review;
const taskSchema = routeDefinitions.readTask.answers;
const minute = 60_000;

describe("a submission", () => {
  test("waits for review with its attempt and its due time", async () => {
    const { answer, attemptId } = await addSubmission({
      blur: "warn",
      ears: "unsure",
      pose: "pass",
    });
    expect(answer).toMatchObject({
      state: "in_review",
      submission: {
        attemptId,
        reviewDueAt: expect.any(String),
        reviewDueCertain: expect.any(Boolean),
      },
      refusal: null,
    });
    expect(() => routeDefinitions.submitAttempt.answers.parse(answer)).not.toThrow();
    const [row] = await db
      .select()
      .from(collections)
      .where(eq(collections.submittedAttemptId, attemptId));
    expect(row?.reviewRisk).toBe(2);
  });

  test("is refused for a foreign, unfinished or deleted attempt, and repeated requests submit it once", async () => {
    const { accountId, collectionId } = await world.addPaid(projectId);
    const attemptId = await world.addMade(collectionId);
    const other = await world.addPaid(projectId);
    const foreign = await world.addMade(other.collectionId);
    const submit = (id: string, account = accountId) =>
      handlers.submitAttempt(
        { ...params(collectionId), body: { attemptId: id } },
        studentCall(account),
      );
    expect(await submit(foreign)).toMatchObject({ refused: "not-found" });
    expect(await submit(attemptId, other.accountId)).toMatchObject({ refused: "not-found" });
    expect(await submit(randomUUID())).toMatchObject({ refused: "not-found" });
    await db
      .update(attempts)
      .set({ picturesDeletedAt: new Date() })
      .where(eq(attempts.id, attemptId));
    expect(await submit(attemptId)).toMatchObject({ refused: "photo-deleted" });
    await db
      .update(attempts)
      .set({ picturesDeletedAt: null, state: "refused" })
      .where(eq(attempts.id, attemptId));
    expect(await submit(attemptId)).toMatchObject({ refused: "attempt-not-made" });
    await db.update(attempts).set({ state: "made" }).where(eq(attempts.id, attemptId));
    const first = await submit(attemptId);
    expect(first).toMatchObject({ state: "in_review" });
    // A retry after a lost response returns the current state; another photo is refused.
    expect(await submit(attemptId)).toEqual(first);
    expect(await submit(foreign)).toMatchObject({ refused: "not-found" });
  });
});

describe("a photo that was submitted earlier", () => {
  test("is displayed next to the current one, with its original picture and whether it is the student's own", async () => {
    const earlier = await addSubmission();
    const { collectionId, attemptId } = await addSubmission();
    await db
      .update(attempts)
      .set({ seenAttemptId: earlier.attemptId })
      .where(eq(attempts.id, attemptId));
    await take(reviewer, 2);
    const seenBefore = async () => accepted(await read(collectionId, senior)).seenBefore;
    expect(await seenBefore()).toMatchObject({
      own: false,
      originalUrl: expect.stringContaining(earlier.attemptId),
    });
    await db.delete(collections).where(eq(collections.id, earlier.collectionId));
    expect(await seenBefore()).toBeNull();
  });
});

describe("the queue", () => {
  test("is ordered by due day and then by risk; senior reviewers get escalations first", async () => {
    const plain = await addSubmission();
    const risky = await addSubmission({ blur: "warn", glasses: "warn" });
    await world.passTime(24 * 60 * minute);
    const later = await addSubmission({ blur: "warn", glasses: "warn", ears: "warn" });
    const escalated = await addLeased(thirdReviewer, 4);
    await escalate(escalated.collectionId, thirdReviewer, "宗教头饰");
    await pool.query("delete from review_tasks where decision is null");
    const ids = (await take(reviewer, 4)).map(({ collectionId }) => collectionId);
    expect(ids).toEqual([risky, plain, later].map(({ collectionId }) => collectionId));
    const [first] = await take(senior, 1);
    expect(first).toMatchObject({
      collectionId: escalated.collectionId,
      forSenior: true,
      handedOverBecause: "宗教头饰",
      decisions: [{ decision: "escalate" }],
    });
    expect(() => taskSchema.parse(first)).not.toThrow();
  });

  test("returns current leases and fills up to the requested count, with everything needed to decide", async () => {
    const made = [
      await addSubmission({ blur: "warn" }),
      await addSubmission(),
      await addSubmission(),
    ];
    const first = await take(reviewer, 1);
    const more = await take(reviewer, 2);
    expect(more.map(({ collectionId }) => collectionId)).toContain(first[0]?.collectionId);
    expect(more).toHaveLength(2);
    expect(await take(otherReviewer, 4)).toHaveLength(1);
    const visible = first[0];
    expect(visible).toMatchObject({
      collectionId: made[0]?.collectionId,
      student: { nameMasked: "测**", studentNumberMasked: "*******001" },
      report: { findings: [{ id: "blur", verdict: "warn" }] },
      pictures: { originalUrl: `o:${made[0]?.attemptId}` },
    });
    expect(JSON.stringify(more)).not.toMatch(/测试甲|2023000001|LastFour/);
  });

  test("leases each submission to one reviewer under parallel requests, and each is decided once", async () => {
    const made = await Promise.all(Array.from({ length: 24 }, () => addSubmission()));
    const decided: string[] = [];
    const work = async (by: Call): Promise<void> => {
      for (;;) {
        const tasks = await take(by, 4);
        if (tasks.length === 0) return;
        for (const { collectionId } of tasks) {
          const answers = await Promise.all([approve(collectionId, by), reject(collectionId, by)]);
          const done = answers.filter((answer) => !isRefusal(answer));
          expect(done).toHaveLength(1);
          decided.push(collectionId);
        }
      }
    };
    await Promise.all([reviewer, otherReviewer, thirdReviewer].map(work));
    expect(decided.sort()).toEqual(made.map(({ collectionId }) => collectionId).sort());
    expect(await db.select().from(reviewTasks)).toHaveLength(24);
  });

  test("does not offer an appeal to the reviewer who rejected it while another can decide", async () => {
    const { collectionId, accountId } = await addLeased(senior, 1);
    accepted(await reject(collectionId, senior));
    accepted(
      await handlers.appealRejection(
        { ...params(collectionId), body: { reason: "没有反光" } },
        studentCall(accountId),
      ),
    );
    const otherSeniorId = await world.addStaff("senior-reviewer");
    expect(await take(senior, 1, "appeals")).toEqual([]);
    expect(await take(reviewer, 1)).toEqual([]);
    expect(await take(staffCall(otherSeniorId, "senior-reviewer"), 1, "appeals")).toMatchObject([
      { handedOverBecause: "没有反光" },
    ]);
    await pool.query("delete from review_tasks where decision is null");
    await pool.query("delete from staff where id = $1", [otherSeniorId]);
    expect(await take(senior, 1, "appeals")).toMatchObject([{ collectionId }]);
  });
});

describe("a photo that failed the checks", () => {
  const appeal = (collectionId: string, accountId: string, attemptId?: string) =>
    handlers.appealRejection(
      { ...params(collectionId), body: { reason: "背景是白墙", attemptId } },
      studentCall(accountId),
    );

  test("goes to a senior reviewer when the student appeals, who can approve it", async () => {
    const { accountId, collectionId } = await world.addPaid(projectId);
    const attemptId = await world.addRefused(collectionId);
    accepted(await appeal(collectionId, accountId, attemptId));
    expect(await appeal(collectionId, accountId, attemptId)).toMatchObject({ state: "in_review" });
    expect(await take(reviewer)).toEqual([]);
    const visible = await take(senior, 1, "appeals");
    expect(visible).toMatchObject([
      { collectionId, forSenior: true, handedOverBecause: "背景是白墙", attempt: { attemptId } },
    ]);
    expect(() => taskSchema.parse(visible[0])).not.toThrow();
    expect(accepted(await approve(collectionId, senior))).toMatchObject({ state: "approved" });
  });

  test("can be appealed only by its own student and until the next upload, and not submitted directly", async () => {
    const { accountId, collectionId } = await world.addPaid(projectId);
    const first = await world.addRefused(collectionId);
    const submit = { ...params(collectionId), body: { attemptId: first } };
    expect(await handlers.submitAttempt(submit, studentCall(accountId))).toMatchObject({
      refused: "attempt-not-made",
    });
    expect(await appeal(collectionId, accountId)).toMatchObject({ refused: "attempt-not-made" });
    const second = await world.addMade(collectionId);
    expect(await appeal(collectionId, accountId, first)).toMatchObject({
      refused: "attempt-not-made",
    });
    expect(await appeal(collectionId, accountId, second)).toMatchObject({
      refused: "attempt-not-made",
    });
    const stranger = await world.addPaid(projectId);
    expect(await appeal(collectionId, stranger.accountId, first)).toMatchObject({
      refused: "not-found",
    });
  });
});
