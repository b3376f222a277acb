import { type Role, reviewerReasonCodes, type Verdict } from "@gradphoto/contract";
import { routeDefinitions } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../infra/call.ts";
import { attempts, collections, reviews } from "../../infra/db/schema/index.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { openAttemptWorld, staffCall } from "../collections/testing/attempt-world.ts";
import { studentCall } from "../collections/testing/student-world.ts";
import { reviewHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const signPictures = async (attemptId: string) => ({ originalUrl: `o:${attemptId}`, photoUrl: `p:${attemptId}` });
const handlers = reviewHandlers({ ...world.needs, signPictures });
await world.addSchool();
const { id: projectId } = await world.addProject();
const [one, two, three] = [
  await world.addStaff("reviewer"),
  await world.addStaff("reviewer"),
  await world.addStaff("reviewer"),
];
const senior = await world.addStaff("senior-reviewer");

const minute = 60_000;
const by = (staffId: string, role: Role = "reviewer") => staffCall(staffId, role);
const bySenior = staffCall(senior, "senior-reviewer");
const ok = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const take = async (call: ReturnType<typeof by>, count = 1) =>
  ok(await handlers.takeNextReviews({ body: { count } }, call)).reviews;
const params = (collectionId: string) => ({ params: { collectionId } });

async function submitted(verdicts: Readonly<Record<string, Verdict>> = {}) {
  const { accountId, collectionId } = await world.addPaid(projectId);
  const attemptId = await world.addMade(collectionId, verdicts);
  const answer = ok(
    await handlers.submitAttempt({ ...params(collectionId), body: { attemptId } }, studentCall(accountId)),
  );
  return { accountId, collectionId, attemptId, answer };
}
const reject = (collectionId: string, call = by(one)) =>
  handlers.rejectReview(
    { ...params(collectionId), body: { reasons: ["glasses", "background"], words: "看不清" } },
    call,
  );

/** Nobody has anything in hand, nothing waits. */
beforeEach(async () => {
  await pool.query("delete from reviews");
  await pool.query("delete from review_leases");
  await pool.query("update collections set state = 'completed', handed_to = null where state = 'in_review'");
});

describe("a submission", () => {
  test("waits for review with its attempt and the promised time", async () => {
    const { answer, attemptId } = await submitted({ blur: "warn", ears: "unsure", pose: "pass" });
    expect(answer).toMatchObject({
      state: "in_review",
      submission: { attemptId, reviewDueAt: expect.any(String), reviewDueCertain: expect.any(Boolean) },
      refusal: null,
    });
    expect(() => routeDefinitions.submitAttempt.answers.parse(answer)).not.toThrow();
    const [row] = await db.select().from(collections).where(eq(collections.submittedAttemptId, attemptId));
    expect(row?.reviewRisk).toBe(2);
  });

  test("is refused of a foreign, unmade or deleted attempt, and after it is handed in", async () => {
    const { accountId, collectionId } = await world.addPaid(projectId);
    const attemptId = await world.addMade(collectionId);
    const other = await world.addPaid(projectId);
    const foreign = await world.addMade(other.collectionId);
    const submit = (id: string, account = accountId) =>
      handlers.submitAttempt({ ...params(collectionId), body: { attemptId: id } }, studentCall(account));
    expect(await submit(foreign)).toMatchObject({ refused: "not-found" });
    expect(await submit(attemptId, other.accountId)).toMatchObject({ refused: "not-found" });
    expect(await submit("none")).toMatchObject({ refused: "not-found" });
    await db.update(attempts).set({ picturesDeletedAt: new Date() }).where(eq(attempts.id, attemptId));
    expect(await submit(attemptId)).toMatchObject({ refused: "photo-deleted" });
    await db.update(attempts).set({ picturesDeletedAt: null, state: "refused" }).where(eq(attempts.id, attemptId));
    expect(await submit(attemptId)).toMatchObject({ refused: "attempt-not-made" });
    await db.update(attempts).set({ state: "made" }).where(eq(attempts.id, attemptId));
    expect(await submit(attemptId)).toMatchObject({ state: "in_review" });
    expect(await submit(attemptId)).toMatchObject({ refused: "move-not-allowed" });
  });
});

describe("the queue", () => {
  test("goes by the promised day, and within it by risk; what a senior alone decides comes first for them", async () => {
    const plain = await submitted();
    const risky = await submitted({ blur: "warn", glasses: "warn" });
    await world.passTime(24 * 60 * minute);
    const later = await submitted({ blur: "warn", glasses: "warn", ears: "warn" });
    const escalated = await submitted();
    await take(by(three), 4);
    await handlers.escalateReview({ ...params(escalated.collectionId), body: { reason: "宗教头饰" } }, by(three));
    await pool.query("delete from review_leases");
    const ids = (await take(by(one), 4)).map(({ collectionId }) => collectionId);
    expect(ids).toEqual([risky, plain, later].map(({ collectionId }) => collectionId));
    const [first] = await take(bySenior, 1);
    expect(first).toMatchObject({
      collectionId: escalated.collectionId,
      forSenior: true,
      handedOverBecause: "宗教头饰",
      decisions: [{ decision: "escalate" }],
    });
    expect(() => routeDefinitions.readReview.answers.parse(first)).not.toThrow();
  });

  test("keeps what one has in hand and fills up to the count; the answer holds all that is needed to decide", async () => {
    const made = [await submitted({ blur: "warn" }), await submitted(), await submitted()];
    const first = await take(by(one), 1);
    const more = await take(by(one), 2);
    expect(more.map(({ collectionId }) => collectionId)).toContain(first[0]?.collectionId);
    expect(more).toHaveLength(2);
    expect(await take(by(two), 4)).toHaveLength(1);
    const shown = first[0];
    expect(shown).toMatchObject({
      collectionId: made[0]?.collectionId,
      student: { nameMasked: "测**", studentNumberMasked: "*******001" },
      report: { findings: [{ id: "blur", verdict: "warn" }] },
      pictures: { originalUrl: `o:${made[0]?.attemptId}` },
    });
    expect(JSON.stringify(more)).not.toMatch(/测试甲|2023000001|0018/);
  });

  test("never gives one to two reviewers, however many ask at once, and every one is decided once", async () => {
    const made = await Promise.all(Array.from({ length: 24 }, () => submitted()));
    const decided: string[] = [];
    const work = async (me: string): Promise<void> => {
      for (;;) {
        const hand = await take(by(me), 4);
        if (hand.length === 0) return;
        for (const { collectionId } of hand) {
          const answers = await Promise.all([
            handlers.approveReview(params(collectionId), by(me)),
            reject(collectionId, by(me)),
          ]);
          const done = answers.filter((answer) => !isRefusal(answer));
          expect(done).toHaveLength(1);
          decided.push(collectionId);
        }
      }
    };
    await Promise.all([one, two, three].map(work));
    expect(decided.sort()).toEqual(made.map(({ collectionId }) => collectionId).sort());
    expect(await db.select().from(reviews)).toHaveLength(24);
  });

  test("does not give back what one rejected, while there is somebody else", async () => {
    const { collectionId, accountId } = await submitted();
    await take(bySenior, 1);
    ok(await reject(collectionId, bySenior));
    ok(
      await handlers.appealRejection({ ...params(collectionId), body: { reason: "没有反光" } }, studentCall(accountId)),
    );
    const another = await world.addStaff("senior-reviewer");
    expect(await take(bySenior, 1)).toEqual([]);
    expect(await take(by(one), 1)).toEqual([]);
    expect(await take(staffCall(another, "senior-reviewer"), 1)).toMatchObject([{ handedOverBecause: "没有反光" }]);
    await pool.query("delete from review_leases");
    await pool.query("delete from staff where id = $1", [another]);
    expect(await take(bySenior, 1)).toMatchObject([{ collectionId }]);
  });
});

describe("a lease", () => {
  test("ends after five minutes, unless it is renewed; then another may take it and the first may not decide", async () => {
    const { collectionId } = await submitted();
    await take(by(one));
    world.passTime(4 * minute);
    ok(await handlers.renewReviewLease(params(collectionId), by(one)));
    expect(await handlers.renewReviewLease(params(collectionId), by(two))).toMatchObject({ refused: "review-taken" });
    world.passTime(4 * minute);
    expect(await take(by(two))).toEqual([]);
    world.passTime(minute);
    expect(await handlers.renewReviewLease(params(collectionId), by(one))).toMatchObject({
      refused: "review-lease-ended",
    });
    expect(await handlers.approveReview(params(collectionId), by(one))).toMatchObject({
      refused: "review-lease-ended",
    });
    expect(await take(by(two))).toHaveLength(1);
    expect(await reject(collectionId)).toMatchObject({ refused: "review-lease-ended" });
    expect(await handlers.approveReview(params(collectionId), by(two))).toMatchObject({ state: "approved" });
    expect(await handlers.approveReview(params(collectionId), by(two))).toMatchObject({ refused: "moved-meanwhile" });
  });

  test("given back goes to the next; giving back another's changes nothing", async () => {
    const { collectionId } = await submitted();
    await take(by(one));
    await handlers.releaseReview(params(collectionId), by(two));
    expect(await take(by(two))).toEqual([]);
    await handlers.releaseReview(params(collectionId), by(one));
    expect(await take(by(two))).toHaveLength(1);
  });

  test("is what lets a reviewer look; a senior may look at any, and who decided may look back", async () => {
    const { collectionId } = await submitted();
    expect(await handlers.readReview(params(collectionId), by(one))).toMatchObject({ refused: "not-found" });
    await take(by(one));
    expect(await handlers.readReview(params(collectionId), by(one))).toMatchObject({ leaseEndsAt: expect.any(String) });
    expect(await handlers.readReview(params(collectionId), by(two))).toMatchObject({ refused: "not-found" });
    expect(await handlers.readReview(params(collectionId), bySenior)).toMatchObject({ leaseEndsAt: null });
    await handlers.approveReview(params(collectionId), by(one));
    expect(await handlers.readReview(params(collectionId), by(one))).toMatchObject({ state: "approved" });
    expect(await handlers.readReview(params("none"), bySenior)).toMatchObject({ refused: "not-found" });
  });
});

describe("a decision", () => {
  test("to reject tells the student each reason in words, and the next submission starts anew", async () => {
    const { collectionId, accountId, attemptId } = await submitted();
    await take(by(one));
    expect(await reject(collectionId)).toMatchObject({ state: "rejected", undoUntil: null });
    const again = await world.addMade(collectionId);
    const answer = ok(
      await handlers.submitAttempt({ ...params(collectionId), body: { attemptId: again } }, studentCall(accountId)),
    );
    expect(answer.refusal).toMatchObject({ by: "review", attemptId, words: "看不清" });
    expect(answer.refusal?.reasons.map(({ code }) => code)).toEqual(["glasses", "background"]);
    expect(answer.refusal?.reasons.every(({ label, advice }) => label.zh && label.en && advice.zh && advice.en)).toBe(
      true,
    );
    expect(answer.history.find(({ move }) => move === "reject")?.reason?.zh).toContain("看不清");
    const [next] = await take(by(two));
    expect(next).toMatchObject({ attempt: { attemptId: again, number: 2 }, earlierAttempts: [{ attemptId }] });
    expect(next?.decisions).toMatchObject([{ decision: "reject", attemptId, words: "看不清" }]);
  });

  test("by exception keeps its evidence", async () => {
    const { collectionId } = await submitted();
    await take(bySenior);
    const granted = await handlers.grantException(
      { ...params(collectionId), body: { evidence: "医院证明" } },
      bySenior,
    );
    expect(granted).toMatchObject({ state: "approved", undoUntil: expect.any(String) });
    expect(await db.select().from(reviews)).toMatchObject([{ decision: "grant-exception", evidence: "医院证明" }]);
  });

  test("on what customer service withdrew meanwhile is refused as moved", async () => {
    const { collectionId } = await submitted();
    await take(by(one));
    await world.move(collectionId, "withdraw", "service", { reason: "学生要求" }, await world.addStaff("service"));
    expect(await handlers.approveReview(params(collectionId), by(one))).toMatchObject({ refused: "moved-meanwhile" });
  });

  test("to approve can be taken back by the same person within five minutes, and is in hand again", async () => {
    const { collectionId } = await submitted();
    await take(by(one));
    ok(await handlers.approveReview(params(collectionId), by(one)));
    expect((await handlers.listMyDecisions({}, by(one))) satisfies object).toMatchObject({
      decisions: [{ collectionId, undoUntil: expect.any(String), nameMasked: "测**" }],
    });
    expect(await handlers.undoApproval(params(collectionId), by(two))).toMatchObject({ refused: "undo-too-late" });
    world.passTime(5 * minute);
    expect(await handlers.undoApproval(params(collectionId), by(one))).toMatchObject({ state: "in_review" });
    expect(await handlers.listMyDecisions({}, by(one))).toMatchObject({
      decisions: [{ undone: true, undoUntil: null }],
    });
    expect(await reject(collectionId)).toMatchObject({ state: "rejected" });
  });

  test("can no more be taken back after that, and only the last five are listed", async () => {
    for (let made = 0; made < 6; made++) {
      const { collectionId } = await submitted();
      await take(by(one));
      ok(await handlers.approveReview(params(collectionId), by(one)));
      world.passTime(minute);
      if (made === 0) {
        world.passTime(5 * minute);
        expect(await handlers.undoApproval(params(collectionId), by(one))).toMatchObject({ refused: "undo-too-late" });
      }
    }
    expect(ok(await handlers.listMyDecisions({}, by(one))).decisions).toHaveLength(5);
  });

  test("leaves the audit log whole", async () => {
    expect(await verifyAudit(db)).toMatchObject({ whole: true });
  });
});

test("a reviewer may choose every reason but the registry's own", () => {
  const { body } = routeDefinitions.rejectReview;
  expect(body.safeParse({ reasons: reviewerReasonCodes.slice(0, 10) }).success).toBe(true);
  expect(body.safeParse({ reasons: ["registry-file"] }).success).toBe(false);
  expect(body.safeParse({ reasons: [] }).success).toBe(false);
});
