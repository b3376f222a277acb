import { reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { describe, expect, test } from "vitest";
import { staffCall } from "../collections/testing/staff-call.ts";
import { studentCall } from "../collections/testing/student-world.ts";
import { reviews } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { checkAuditLog } from "../testing/check-audit-log.ts";
import { tablesHolding } from "../testing/tables-holding.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { decisionFile } from "./decision-file.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { db } = database;
const { world, handlers, one, two, senior, take, submitted, reject } = await openReviewWorld(database);
const minute = 60_000;

describe("a decision", () => {
  test("to reject tells the student each reason in words, and the next submission starts anew", async () => {
    const { collectionId, accountId, attemptId } = await submitted();
    await take(one);
    expect(await reject(collectionId)).toMatchObject({ state: "rejected", undoUntil: null });
    const again = await world.addMade(collectionId);
    const answer = accepted(
      await handlers.submitAttempt({ ...params(collectionId), body: { attemptId: again } }, studentCall(accountId)),
    );
    expect(answer.refusal).toMatchObject({ by: "review", attemptId, words: "看不清" });
    const [glasses, background] = [reviewReasons.glasses.label, reviewReasons.background.label];
    expect(answer.history.find(({ move }) => move === "reject")?.reason).toEqual({
      zh: `${glasses.zh}、${background.zh}：看不清`,
      en: `${glasses.en}; ${background.en}: 看不清`,
    });
    expect(answer.refusal?.reasons.map(({ code }) => code)).toEqual(["glasses", "background"]);
    expect(answer.refusal?.reasons.every(({ label, advice }) => label.zh && label.en && advice.zh && advice.en)).toBe(
      true,
    );
    const [next] = await take(two);
    expect(next).toMatchObject({ attempt: { attemptId: again, number: 2 }, earlierAttempts: [{ attemptId }] });
    expect(next?.decisions).toMatchObject([{ decision: "reject", attemptId, words: "看不清" }]);
  });

  test("whose answer was lost is answered again and made once, by the same person alone", async () => {
    const { collectionId, attemptId, accountId } = await submitted();
    const input = { ...params(collectionId), body: { attemptId } };
    expect(await handlers.submitAttempt(input, studentCall(accountId))).toMatchObject({ state: "in_review" });
    await take(one);
    const first = accepted(await handlers.approveReview(params(collectionId), one));
    expect(await handlers.approveReview(params(collectionId), one)).toEqual(first);
    expect(await handlers.approveReview(params(collectionId), two)).toMatchObject({ refused: "moved-meanwhile" });
    expect(await reject(collectionId)).toMatchObject({ refused: "moved-meanwhile" });
    expect(await db.select().from(reviews)).toHaveLength(1);
    accepted(await handlers.undoDecision(params(collectionId), one));
    expect(await reject(collectionId)).toMatchObject({ state: "rejected" });
  });

  test("keeps what people typed beside it in no table, and tells it to who may read it", async () => {
    const { collectionId, accountId } = await submitted();
    const of = (words: string) => `${words} ${collectionId}`;
    const [doubt, fault, plea] = [of("张三戴头巾"), of("张三的眼镜反光"), of("我是张三，没有反光")];
    await take(one);
    await handlers.escalateReview({ ...params(collectionId), body: { reason: doubt } }, one);
    expect(await take(senior)).toMatchObject([
      { handedOverBecause: doubt, handedOverBy: "escalate", decisions: [{ words: doubt }] },
    ]);
    const rejection = { ...params(collectionId), body: { reasons: ["glasses" as const], words: fault } };
    accepted(await handlers.rejectReview(rejection, senior));
    const appealed = accepted(
      await handlers.appealRejection({ ...params(collectionId), body: { reason: plea } }, studentCall(accountId)),
    );
    expect(appealed.history.map(({ reason }) => reason?.zh ?? null).slice(-3)).toEqual([
      doubt,
      `${reviewReasons.glasses.label.zh}：${fault}`,
      plea,
    ]);
    const other = staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer");
    expect(await take(other)).toMatchObject([{ handedOverBecause: plea, handedOverBy: "appeal" }]);
    const [{ reviewId } = { reviewId: "" }] = accepted(await handlers.listMyDecisions({}, senior)).decisions;
    expect(accepted(await handlers.readDecision({ params: { reviewId } }, senior)).decision.words).toBe(fault);
    const scope = { filters: {}, schoolCode: null, department: null, now: world.deps.clock() };
    const { rows } = await decisionFile(world.deps).page(scope, { limit: 10 });
    expect(new Set(rows.map(({ words }) => words))).toEqual(new Set([doubt, fault]));
    for (const words of [doubt, fault, plea]) expect(await tablesHolding(database.owner, words)).toEqual([]);
  });

  test("for another reason needs the note that the student is sent to", async () => {
    const { collectionId } = await submitted();
    await take(one);
    const reasons = ["glasses" as const, "other" as const];
    expect(await handlers.rejectReview({ ...params(collectionId), body: { reasons } }, one)).toMatchObject({
      refused: "note-missing",
    });
    const body = { reasons, words: "请换一件上衣" };
    expect(await handlers.rejectReview({ ...params(collectionId), body }, one)).toMatchObject({ state: "rejected" });
  });

  test("by exception keeps its evidence", async () => {
    const { collectionId } = await submitted();
    await take(senior);
    const granted = await handlers.grantException({ ...params(collectionId), body: { evidence: "医院证明" } }, senior);
    expect(granted).toMatchObject({ state: "approved", undoUntil: expect.any(String) });
    const [review] = await db.select().from(reviews);
    expect(review).toMatchObject({ decision: "grant-exception", evidence: expect.stringMatching(/^sealed:/) });
    expect(await tablesHolding(database.owner, "医院证明")).toEqual([]);
    const { rows } = await database.pool.query("select details::text from audit_entries");
    expect(JSON.stringify(rows)).toContain(review?.id);
  });

  test("to approve waits while the student's consent is withdrawn, and so does a submission", async () => {
    const { collectionId, accountId } = await submitted();
    await take(one);
    await database.pool.query("update consents set withdrawn_at = given_at where account_id = $1", [accountId]);
    expect(await handlers.approveReview(params(collectionId), one)).toMatchObject({ refused: "consent-withdrawn" });
    accepted(await reject(collectionId));
    const again = await world.addMade(collectionId);
    const input = { ...params(collectionId), body: { attemptId: again } };
    expect(await handlers.submitAttempt(input, studentCall(accountId))).toMatchObject({ refused: "consent-missing" });
    await database.pool.query("update consents set withdrawn_at = null where account_id = $1", [accountId]);
    expect(await handlers.submitAttempt(input, studentCall(accountId))).toMatchObject({ state: "in_review" });
  });

  test("on what customer service withdrew meanwhile is refused as moved", async () => {
    const { collectionId } = await submitted();
    await take(one);
    await world.move(
      collectionId,
      "withdraw",
      "service",
      { reason: { ours: "学生要求" } },
      await world.addStaff("service"),
    );
    expect(await handlers.approveReview(params(collectionId), one)).toMatchObject({ refused: "moved-meanwhile" });
  });

  test("to approve can be taken back by the same person within five minutes, and is in hand again", async () => {
    const { collectionId, attemptId } = await submitted();
    await take(one);
    accepted(await handlers.approveReview(params(collectionId), one));
    expect((await handlers.listMyDecisions({}, one)) satisfies object).toMatchObject({
      decisions: [
        {
          ...{ collectionId, undoUntil: expect.any(String), nameMasked: "测**" },
          ...{ studentNumberMasked: expect.stringMatching(/^\*+\d{3}$/), department: expect.any(String) },
          ...{ photoUrl: `p:${attemptId}`, mayBeKnown: false, mayBecomeKnown: false },
        },
      ],
    });
    expect(await handlers.undoDecision(params(collectionId), two)).toMatchObject({ refused: "undo-too-late" });
    world.passTime(5 * minute);
    expect(await handlers.undoDecision(params(collectionId), one)).toMatchObject({ state: "in_review" });
    expect(await handlers.listMyDecisions({}, one)).toMatchObject({
      decisions: [{ undone: true, undoUntil: null }],
    });
    expect(await reject(collectionId)).toMatchObject({ state: "rejected" });
  });

  test("can no more be taken back after that, and only the last five are listed", async () => {
    for (let made = 0; made < 6; made++) {
      const { collectionId } = await submitted();
      await take(one);
      accepted(await handlers.approveReview(params(collectionId), one));
      world.passTime(minute);
      if (made === 0) {
        world.passTime(5 * minute);
        expect(await handlers.undoDecision(params(collectionId), one)).toMatchObject({ refused: "undo-too-late" });
      }
    }
    expect(accepted(await handlers.listMyDecisions({}, one)).decisions).toHaveLength(5);
  });

  test("is listed for as long as it may be taken back, however many were made or taken back since", async () => {
    const made: string[] = [];
    for (let count = 0; count < 7; count++) {
      const { collectionId } = await submitted();
      await take(one);
      accepted(await handlers.approveReview(params(collectionId), one));
      made.unshift(collectionId);
      world.passTime(1000);
    }
    const listed = async () => accepted(await handlers.listMyDecisions({}, one)).decisions;
    expect((await listed()).map(({ collectionId }) => collectionId)).toEqual(made);
    for (const collectionId of made) {
      const latest = (await listed()).find(({ undone }) => !undone);
      expect(latest).toMatchObject({ collectionId, undoUntil: expect.any(String) });
      accepted(await handlers.undoDecision(params(collectionId), one));
    }
    expect(await listed()).toMatchObject(Array.from({ length: 5 }, () => ({ undone: true })));
  });

  test("leaves the audit log whole", async () => {
    expect(await checkAuditLog(db)).toMatchObject({ whole: true });
  });
});

test("a reviewer may choose every reason but the registry's own", () => {
  const { body } = routeDefinitions.rejectReview;
  expect(body.safeParse({ reasons: reviewerReasonCodes.slice(0, 10) }).success).toBe(true);
  expect(body.safeParse({ reasons: ["registry-file"] }).success).toBe(false);
  expect(body.safeParse({ reasons: [] }).success).toBe(false);
});
