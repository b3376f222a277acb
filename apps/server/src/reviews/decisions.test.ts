import { reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { describe, expect, test } from "vitest";
import { reviewTasks } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall, studentCall } from "../testing/calls.ts";
import { findTablesContaining } from "../testing/stores.ts";
import { decisionFile } from "./list-decisions.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const {
  db,
  owner,
  pool,
  world,
  handlers,
  reviewer,
  otherReviewer,
  senior,
  take,
  addSubmission,
  addLeased,
  ...acts
} = await openReviewWorld();
const { withHold, handlersWithHold, decide, approve, reject, escalate, grant, undo, taskOf } = acts;
const minute = 60_000;

describe("decisions of a reviewer", () => {
  test("a rejection shows the student each reason as text, and the next submission starts from the beginning", async () => {
    const { collectionId, accountId, attemptId } = await addLeased(reviewer);
    expect(await reject(collectionId)).toMatchObject({ state: "rejected", undoUntil: null });
    const repeated = await world.addMade(collectionId);
    const answer = accepted(
      await handlers.submitAttempt(
        { ...params(collectionId), body: { attemptId: repeated } },
        studentCall(accountId),
      ),
    );
    expect(answer.refusal).toMatchObject({ by: "review", attemptId, words: "看不清" });
    const [glasses, background] = [reviewReasons.glasses.label, reviewReasons.background.label];
    expect(answer.history.find(({ move }) => move === "reject")?.reason).toEqual({
      zh: `${glasses.zh}、${background.zh}：看不清`,
      en: `${glasses.en}; ${background.en}: 看不清`,
    });
    expect(answer.refusal?.reasons.map(({ code }) => code)).toEqual(["glasses", "background"]);
    expect(
      answer.refusal?.reasons.every(
        ({ label, advice }) => label.zh && label.en && advice.zh && advice.en,
      ),
    ).toBe(true);
    const [next] = await take(otherReviewer);
    expect(next).toMatchObject({
      attempt: { attemptId: repeated, number: 2 },
      earlierAttempts: [{ attemptId }],
    });
    expect(next?.decisions).toMatchObject([{ decision: "reject", attemptId, words: "看不清" }]);
  });

  test("a repeated decision by the same reviewer returns the first answer and is stored once", async () => {
    const { collectionId, attemptId, accountId } = await addSubmission();
    const input = { ...params(collectionId), body: { attemptId } };
    expect(await handlers.submitAttempt(input, studentCall(accountId))).toMatchObject({
      state: "in_review",
    });
    await take(reviewer);
    const first = accepted(await approve(collectionId, reviewer));
    const repeated = (outcome: "approve" | "escalate") =>
      decide(
        collectionId,
        reviewer,
        outcome === "approve" ? { outcome } : { outcome, words: "?" },
        first.decisionId,
      );
    expect(await repeated("approve")).toEqual(first);
    expect(await repeated("escalate"), "other words under the same id").toMatchObject({
      refused: "decision-differs",
    });
    expect(
      await approve(collectionId, reviewer),
      "from another tab, under an id of its own",
    ).toEqual(first);
    expect(await approve(collectionId, otherReviewer)).toMatchObject({ refused: "review-taken" });
    expect(await reject(collectionId)).toMatchObject({ refused: "moved-meanwhile" });
    expect(await db.select().from(reviewTasks)).toHaveLength(1);
    const other = await addLeased(otherReviewer);
    expect(
      await decide(other.collectionId, otherReviewer, { outcome: "approve" }, first.decisionId),
    ).toMatchObject({
      refused: "decision-differs",
    });
    accepted(await undo(collectionId, reviewer));
    expect(await reject(collectionId)).toMatchObject({ state: "rejected" });
  });

  test("stores typed text only encrypted, and shows it to permitted readers", async () => {
    const { collectionId, accountId } = await addSubmission();
    const of = (words: string) => `${words} ${collectionId}`;
    const [doubt, fault, plea] = [of("张三戴头巾"), of("张三的眼镜反光"), of("我是张三，没有反光")];
    await take(reviewer);
    await escalate(collectionId, reviewer, doubt);
    expect(await take(senior)).toMatchObject([
      { handedOverBecause: doubt, handedOverBy: "escalate", decisions: [{ words: doubt }] },
    ]);
    accepted(await reject(collectionId, senior, { reasons: ["glasses"], words: fault }));
    const appealed = accepted(
      await handlers.appealRejection(
        { ...params(collectionId), body: { reason: plea } },
        studentCall(accountId),
      ),
    );
    expect(appealed.history.map(({ reason }) => reason?.zh ?? null).slice(-3)).toEqual([
      doubt,
      `${reviewReasons.glasses.label.zh}：${fault}`,
      plea,
    ]);
    const other = staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer");
    expect(await take(other, 1, "appeals")).toMatchObject([
      { handedOverBecause: plea, handedOverBy: "appeal" },
    ]);
    const [{ decisionId } = { decisionId: "" }] = accepted(
      await handlers.listMyDecisions({}, senior),
    ).decisions;
    expect(
      accepted(await handlers.readDecision({ params: { decisionId } }, senior)).decision.words,
    ).toBe(fault);
    const scope = { filters: {}, schoolCode: null, department: null, now: world.deps.clock() };
    const { rows } = await decisionFile(world.deps).page(scope, { limit: 10 });
    expect(new Set(rows.map(({ words }) => words))).toEqual(new Set([doubt, fault]));
    for (const words of [doubt, fault, plea])
      expect(await findTablesContaining(owner, words)).toEqual([]);
  });

  test("a rejection for the reason other needs a note to the student", async () => {
    const { collectionId } = await addLeased(reviewer);
    const reasons = ["glasses" as const, "other" as const];
    expect(await reject(collectionId, reviewer, { reasons })).toMatchObject({
      refused: "note-missing",
    });
    const body = { reasons, words: "请换一件上衣" };
    expect(await reject(collectionId, reviewer, body)).toMatchObject({ state: "rejected" });
  });

  test("an approval by exception stores its evidence encrypted", async () => {
    const { collectionId } = await addLeased(senior);
    const granted = await grant(collectionId, senior, "医院证明");
    expect(granted).toMatchObject({ state: "approved", undoUntil: expect.any(String) });
    const [review] = await db.select().from(reviewTasks);
    expect(review).toMatchObject({
      decision: "grant-exception",
      evidence: expect.stringMatching(/^sealed:/),
    });
    expect(await findTablesContaining(owner, "医院证明")).toEqual([]);
    const { rows } = await pool.query("select details::text from audit_entries");
    expect(JSON.stringify(rows)).toContain(review?.id);
  });

  test("approval and submission are refused while the student's consent is withdrawn", async () => {
    const { collectionId, accountId } = await addLeased(reviewer);
    await pool.query("update consents set withdrawn_at = granted_at where account_id = $1", [
      accountId,
    ]);
    expect(await approve(collectionId, reviewer)).toMatchObject({ refused: "consent-withdrawn" });
    accepted(await reject(collectionId));
    const repeated = await world.addMade(collectionId);
    const input = { ...params(collectionId), body: { attemptId: repeated } };
    expect(await handlers.submitAttempt(input, studentCall(accountId))).toMatchObject({
      refused: "consent-missing",
    });
    await pool.query("update consents set withdrawn_at = null where account_id = $1", [accountId]);
    expect(await handlers.submitAttempt(input, studentCall(accountId))).toMatchObject({
      state: "in_review",
    });
  });

  test("refuses a decision on a submission that customer service withdrew meanwhile", async () => {
    const { collectionId } = await addLeased(reviewer);
    await world.move(
      collectionId,
      "withdraw",
      "service",
      { reason: { serverText: "学生要求" } },
      await world.addStaff("service"),
    );
    expect(await approve(collectionId, reviewer)).toMatchObject({ refused: "moved-meanwhile" });
  });

  test("an approval can be undone by its reviewer within five minutes, who then leases the task again", async () => {
    const { collectionId, attemptId } = await addLeased(reviewer);
    accepted(await withHold.approve(collectionId, reviewer));
    expect((await handlersWithHold.listMyDecisions({}, reviewer)) satisfies object).toMatchObject({
      decisions: [
        {
          ...{ attemptId, undoUntil: expect.any(String), nameMasked: "测**" },
          ...{
            studentNumberMasked: expect.stringMatching(/^\*+\d{3}$/),
            department: expect.any(String),
          },
          ...{ photoUrl: `p:${attemptId}`, isHoneypotCandidate: false, canBecomeHoneypot: false },
        },
      ],
    });
    expect(await withHold.undo(collectionId, otherReviewer)).toMatchObject({
      refused: "not-found",
    });
    world.passTime(5 * minute);
    expect(await withHold.undo(collectionId, reviewer)).toMatchObject({ state: "in_review" });
    expect(await handlersWithHold.listMyDecisions({}, reviewer)).toMatchObject({
      decisions: [{ undone: true, undoUntil: null }],
    });
    expect(await reject(collectionId)).toMatchObject({ state: "rejected" });
  });

  test("refuses an undo after five minutes, and lists only the last five decisions", async () => {
    for (let made = 0; made < 6; made++) {
      const { collectionId } = await addLeased(reviewer);
      accepted(await withHold.approve(collectionId, reviewer));
      world.passTime(minute);
      if (made === 0) {
        world.passTime(5 * minute);
        expect(await withHold.undo(collectionId, reviewer)).toMatchObject({
          refused: "undo-too-late",
        });
      }
    }
    expect(accepted(await handlersWithHold.listMyDecisions({}, reviewer)).decisions).toHaveLength(
      5,
    );
  });

  test("lists a decision as long as it can be undone, however many follow", async () => {
    const made: { readonly collectionId: string; readonly attemptId: string }[] = [];
    for (let count = 0; count < 7; count++) {
      const { collectionId, attemptId } = await addLeased(reviewer);
      accepted(await withHold.approve(collectionId, reviewer));
      made.unshift({ collectionId, attemptId });
      world.passTime(1000);
    }
    const listed = async () =>
      accepted(await handlersWithHold.listMyDecisions({}, reviewer)).decisions;
    expect((await listed()).map(({ attemptId }) => attemptId)).toEqual(
      made.map(({ attemptId }) => attemptId),
    );
    for (const { collectionId, attemptId } of made) {
      const latest = (await listed()).find(({ undone }) => !undone);
      expect(latest).toMatchObject({ attemptId, undoUntil: expect.any(String) });
      accepted(await withHold.undo(collectionId, reviewer));
    }
    expect(await listed()).toMatchObject(Array.from({ length: 5 }, () => ({ undone: true })));
  });

  test("accepts a late decision if it was made during the lease and the photo has no other reviewer", async () => {
    const { collectionId } = await addLeased(reviewer);
    const { id: taskId, attempt_id: attemptId } = await taskOf(collectionId, reviewer);
    const madeAt = world.deps.clock().toISOString();
    const send = (at: string) =>
      handlers.decide(
        {
          params: { decisionId: "11111111-1111-4111-8111-111111111111" },
          body: {
            taskId,
            attemptId,
            decision: { outcome: "approve" },
            madeAt: at,
            lookMs: 60_000_000,
          },
        },
        reviewer,
      );
    world.passTime(8 * minute);
    expect(await send(world.deps.clock().toISOString()), "made after its time").toMatchObject({
      refused: "review-lease-ended",
    });
    accepted(await send(madeAt));
    const [task] = await db.select().from(reviewTasks);
    expect(task).toMatchObject({ madeAt: new Date(madeAt), lookMs: 0, at: world.deps.clock() });
    const second = await addLeased(reviewer);
    world.passTime(6 * minute);
    await take(otherReviewer);
    expect(await approve(second.collectionId, reviewer)).toMatchObject({ refused: "review-taken" });
  });

  test("the audit chain is intact after all decisions", async () => {
    expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  });
});

test("a reviewer can choose every reason except those of the registry", () => {
  const { decision } = routeDefinitions.decide.body.shape;
  const parses = (reasons: readonly string[]) =>
    decision.safeParse({ outcome: "reject", reasons }).success;
  expect(parses(reviewerReasonCodes.slice(0, 10))).toBe(true);
  expect(parses(["registry-file"])).toBe(false);
  expect(parses([])).toBe(false);
});
