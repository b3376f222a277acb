import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collections } from "../infra/db/schema/index.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { createMostMissed } from "./read-queue.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const {
  db,
  pool,
  world,
  projectId,
  handlers,
  withHold,
  reviewer,
  otherReviewer,
  senior,
  take,
  ...acts
} = await openReviewWorld();
const { addSubmission, addLeased, approve, escalate, reject, queueOf, taskOf } = acts;
const day = 24 * 60 * 60_000;

test("counts the queue for the caller: waiting, overdue and by project, without leased tasks", async () => {
  const previous = await queueOf(reviewer);
  expect(previous).toMatchObject({ waiting: 0, overdue: 0, projects: [] });
  await addSubmission();
  await addSubmission();
  await take(reviewer);
  const now = await queueOf(reviewer);
  expect(() => routeDefinitions.takeTasks.answers.parse({ tasks: [], queue: now })).not.toThrow();
  expect(now).toMatchObject({ waiting: 1, overdue: 0, projects: [{ projectId, waiting: 1 }] });
  expect(await queueOf(otherReviewer)).toMatchObject({ waiting: 1 });
  world.passTime(30 * day);
  expect(await queueOf(otherReviewer)).toMatchObject({ waiting: 2, overdue: 2, dueToday: 0 });
});

test("counts an escalation only for senior reviewers, and a decided submission for no reviewer", async () => {
  const handed = await addLeased(reviewer);
  await escalate(handed.collectionId, reviewer, "拿不准");
  expect(await queueOf(otherReviewer)).toMatchObject({ waiting: 0, forSenior: 0 });
  expect(await queueOf(senior)).toMatchObject({ waiting: 1, forSenior: 1 });
  const { collectionId } = await addLeased(reviewer);
  accepted(await withHold.reject(collectionId, reviewer, { reasons: ["glasses"] }));
  expect(await queueOf(otherReviewer), "it waits until its student is notified").toMatchObject({
    waiting: 0,
  });
});

test("a project filter leases tasks of that project only", async () => {
  const { id: other } = await world.addProject({ graduationYear: 2028 });
  await addSubmission();
  const request = async (wanted: string) =>
    (await take(reviewer, 4, "desk", { projectId: wanted })).length;
  expect(await request(other)).toBe(0);
  expect(await request(projectId)).toBe(1);
  expect(await request(other), "a task leased for another choice is not returned").toBe(0);
});

test("a school filter leases tasks of all projects of that school only", async () => {
  const { id: second } = await world.addProject({ graduationYear: 2031 });
  const { accountId, collectionId } = await world.addPaid(second);
  const body = { attemptId: await world.addMade(collectionId) };
  accepted(await handlers.submitAttempt({ ...params(collectionId), body }, studentCall(accountId)));
  await addSubmission();
  const { projects } = await queueOf(reviewer);
  expect(projects).toHaveLength(2);
  const schoolCode = projects[0]?.schoolCode ?? "";
  const request = async (wanted: string) =>
    (await take(reviewer, 4, "desk", { schoolCode: wanted })).length;
  expect(await request("99999")).toBe(0);
  expect(await request(schoolCode)).toBe(2);
  expect(await request("99999"), "a task leased for another choice is not returned").toBe(0);
});

test("leases a submission under a shared lock, and skips one that is being updated", async () => {
  const { collectionId } = await addSubmission();
  const whileLocked = (strength: "key share" | "no key update") =>
    db.transaction(async (tx) => {
      await tx.select().from(collections).where(eq(collections.id, collectionId)).for(strength);
      return (await take(otherReviewer, 4)).map((review) => review.collectionId);
    });
  expect(await whileLocked("no key update")).not.toContain(collectionId);
  expect(await whileLocked("key share")).toContain(collectionId);
});

test("a senior reviewer sees all leases and can end one; its reviewer can then no longer decide", async () => {
  const { collectionId } = await addLeased(reviewer);
  const inHand = async () =>
    accepted(await handlers.listLeases({ query: { limit: 50 } }, senior)).tasks.map(
      ({ taskId }) => taskId,
    );
  const [taskId = ""] = await inHand();
  expect(taskId).toBe((await taskOf(collectionId, reviewer)).id);
  accepted(await handlers.endLease({ params: { taskId } }, senior));
  expect(await inHand()).toEqual([]);
  expect(await approve(collectionId, reviewer)).toMatchObject({ refused: "review-lease-ended" });
  expect(await take(reviewer), "the reviewer who had it is not offered it at once").toEqual([]);
  expect(await take(otherReviewer)).toMatchObject([{ collectionId }]);
});

test("shows an earlier photo only to the reviewer of the student's submission and to senior reviewers", async () => {
  const first = await addLeased(reviewer);
  accepted(await reject(first.collectionId, reviewer, { reasons: ["glasses"] }));
  const attemptId = await world.addMade(first.collectionId);
  const repeated = { ...params(first.collectionId), body: { attemptId } };
  accepted(await handlers.submitAttempt(repeated, studentCall(first.accountId)));
  const [{ taskId } = { taskId: "" }] = await take(reviewer);
  const look = (by: typeof reviewer, wanted = first.attemptId) =>
    handlers.readEarlierPhoto({ params: { taskId, attemptId: wanted } }, by);
  expect(await look(reviewer)).toMatchObject({
    attemptId: first.attemptId,
    photoUrl: `p:${first.attemptId}`,
  });
  expect(await look(senior)).toMatchObject({ attemptId: first.attemptId });
  expect(await look(otherReviewer)).toMatchObject({ refused: "not-found" });
  const other = await addSubmission();
  expect(await look(reviewer, other.attemptId), "another student's").toMatchObject({
    refused: "not-found",
  });
});

test("appeals are a separate queue for senior reviewers, oldest first, and never appear at the desk", async () => {
  const appealed = async () => {
    const made = await addLeased(reviewer);
    accepted(await reject(made.collectionId));
    const body = { reason: "没有反光" };
    accepted(
      await handlers.appealRejection(
        { ...params(made.collectionId), body },
        studentCall(made.accountId),
      ),
    );
    world.passTime(1000);
    return made.collectionId;
  };
  const [first, second] = [await appealed(), await appealed()];
  expect(await queueOf(senior)).toMatchObject({ appeals: 2, forSenior: 2 });
  expect(await take(senior, 4)).toEqual([]);
  expect(await take(reviewer, 4, "appeals")).toEqual([]);
  expect((await take(senior, 4, "appeals")).map(({ collectionId }) => collectionId)).toEqual([
    first,
    second,
  ]);
});

test("a sheet contains photos without findings of projects that allow it; a closer look moves one to the desk", async () => {
  const plain = await addSubmission();
  await addSubmission({ blur: "warn" });
  expect((await queueOf(reviewer)).sheet).toMatchObject({ state: "off", waiting: 0 });
  expect(await take(reviewer, 12, "sheet")).toEqual([]);
  await pool.query("update projects set sheet_review = true where id = $1", [projectId]);
  expect((await queueOf(reviewer)).sheet).toMatchObject({
    state: "open",
    waiting: 1,
    leastLookMs: 700,
  });
  const sheet = await take(reviewer, 12, "sheet");
  expect(sheet).toMatchObject([{ collectionId: plain.collectionId }]);
  expect(await take(otherReviewer, 12, "sheet")).toEqual([]);
  const params = { taskId: sheet[0]?.taskId ?? "" };
  expect(await handlers.lookCloser({ params }, otherReviewer)).toMatchObject({
    refused: "review-taken",
  });
  accepted(await handlers.lookCloser({ params }, reviewer));
  expect(await take(reviewer, 12, "sheet")).toEqual([]);
  expect(await take(reviewer, 1)).toMatchObject([{ collectionId: plain.collectionId }]);
  await approve(plain.collectionId, reviewer);
  await pool.query("update projects set sheet_review = false");
});

test("returns the most frequent rejection reasons of a project with its queue", async () => {
  for (const reasons of [["glasses"], ["glasses", "background"], ["glasses"]] as const) {
    const { collectionId } = await addLeased(reviewer);
    accepted(await reject(collectionId, reviewer, { reasons: [...reasons] }));
  }
  const missed = await createMostMissed({ db, clock: world.deps.clock })();
  expect(missed.get(projectId)).toEqual(["glasses", "background"]);
});
