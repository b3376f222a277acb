import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { collections } from "../infra/db/schema/index.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { createMostMissed } from "./read-queue.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const { db, pool, world, projectId, handlers, held, one, two, senior, take, ...acts } = await openReviewWorld();
const { submitted, leased, approve, escalate, reject, queueOf, taskOf } = acts;
const day = 24 * 60 * 60_000;

test("counts the queue for the caller: waiting, overdue and by project, without leased tasks", async () => {
  const previous = await queueOf(one);
  expect(previous).toMatchObject({ waiting: 0, overdue: 0, projects: [] });
  await submitted();
  await submitted();
  await take(one);
  const now = await queueOf(one);
  expect(() => routeDefinitions.takeTasks.answers.parse({ tasks: [], queue: now })).not.toThrow();
  expect(now).toMatchObject({ waiting: 1, overdue: 0, projects: [{ projectId, waiting: 1 }] });
  expect(await queueOf(two)).toMatchObject({ waiting: 1 });
  world.passTime(30 * day);
  expect(await queueOf(two)).toMatchObject({ waiting: 2, overdue: 2, dueToday: 0 });
});

test("counts an escalation only for senior reviewers, and a decided submission for no reviewer", async () => {
  const handed = await leased(one);
  await escalate(handed.collectionId, one, "拿不准");
  expect(await queueOf(two)).toMatchObject({ waiting: 0, forSenior: 0 });
  expect(await queueOf(senior)).toMatchObject({ waiting: 1, forSenior: 1 });
  const { collectionId } = await leased(one);
  accepted(await held.reject(collectionId, one, { reasons: ["glasses"] }));
  expect(await queueOf(two), "held until its student is told").toMatchObject({ waiting: 0 });
});

test("a project filter leases tasks of that project only", async () => {
  const { id: other } = await world.addProject({ graduationYear: 2028 });
  await submitted();
  const request = async (wanted: string) => (await take(one, 4, "desk", { projectId: wanted })).length;
  expect(await request(other)).toBe(0);
  expect(await request(projectId)).toBe(1);
  expect(await request(other), "what is in hand of another is not given with it").toBe(0);
});

test("a school filter leases tasks of all projects of that school only", async () => {
  const { id: second } = await world.addProject({ graduationYear: 2031 });
  const { accountId, collectionId } = await world.addPaid(second);
  const body = { attemptId: await world.addMade(collectionId) };
  accepted(await handlers.submitAttempt({ ...params(collectionId), body }, studentCall(accountId)));
  await submitted();
  const { projects } = await queueOf(one);
  expect(projects).toHaveLength(2);
  const schoolCode = projects[0]?.schoolCode ?? "";
  const request = async (wanted: string) => (await take(one, 4, "desk", { schoolCode: wanted })).length;
  expect(await request("99999")).toBe(0);
  expect(await request(schoolCode)).toBe(2);
  expect(await request("99999"), "what is in hand of another is not given with it").toBe(0);
});

test("leases a submission under a shared lock, and skips one that is being updated", async () => {
  const { collectionId } = await submitted();
  const whileLocked = (strength: "key share" | "no key update") =>
    db.transaction(async (tx) => {
      await tx.select().from(collections).where(eq(collections.id, collectionId)).for(strength);
      return (await take(two, 4)).map((review) => review.collectionId);
    });
  expect(await whileLocked("no key update")).not.toContain(collectionId);
  expect(await whileLocked("key share")).toContain(collectionId);
});

test("a senior reviewer sees all leases and can end one; its reviewer can then no longer decide", async () => {
  const { collectionId } = await leased(one);
  const inHand = async () =>
    accepted(await handlers.listTasksInHand({ query: { limit: 50 } }, senior)).tasks.map(({ taskId }) => taskId);
  const [taskId = ""] = await inHand();
  expect(taskId).toBe((await taskOf(collectionId, one)).id);
  accepted(await handlers.freeTask({ params: { taskId } }, senior));
  expect(await inHand()).toEqual([]);
  expect(await approve(collectionId, one)).toMatchObject({ refused: "review-lease-ended" });
  expect(await take(one), "whoever had it does not get it again at once").toEqual([]);
  expect(await take(two)).toMatchObject([{ collectionId }]);
});

test("shows an earlier photo only to the reviewer of the student's submission and to senior reviewers", async () => {
  const first = await leased(one);
  accepted(await reject(first.collectionId, one, { reasons: ["glasses"] }));
  const attemptId = await world.addMade(first.collectionId);
  const repeated = { ...params(first.collectionId), body: { attemptId } };
  accepted(await handlers.submitAttempt(repeated, studentCall(first.accountId)));
  const [{ taskId } = { taskId: "" }] = await take(one);
  const look = (by: typeof one, wanted = first.attemptId) =>
    handlers.readEarlierPhoto({ params: { taskId, attemptId: wanted } }, by);
  expect(await look(one)).toMatchObject({ attemptId: first.attemptId, photoUrl: `p:${first.attemptId}` });
  expect(await look(senior)).toMatchObject({ attemptId: first.attemptId });
  expect(await look(two)).toMatchObject({ refused: "not-found" });
  const other = await submitted();
  expect(await look(one, other.attemptId), "another student's").toMatchObject({ refused: "not-found" });
});

test("appeals are a separate queue for senior reviewers, oldest first, and never appear at the desk", async () => {
  const appealed = async () => {
    const made = await leased(one);
    accepted(await reject(made.collectionId));
    const body = { reason: "没有反光" };
    accepted(await handlers.appealRejection({ ...params(made.collectionId), body }, studentCall(made.accountId)));
    world.passTime(1000);
    return made.collectionId;
  };
  const [first, second] = [await appealed(), await appealed()];
  expect(await queueOf(senior)).toMatchObject({ appeals: 2, forSenior: 2 });
  expect(await take(senior, 4)).toEqual([]);
  expect(await take(one, 4, "appeals")).toEqual([]);
  expect((await take(senior, 4, "appeals")).map(({ collectionId }) => collectionId)).toEqual([first, second]);
});

test("a sheet contains photos without findings of projects that allow it; a closer look moves one to the desk", async () => {
  const plain = await submitted();
  await submitted({ blur: "warn" });
  expect((await queueOf(one)).sheet).toMatchObject({ state: "off", waiting: 0 });
  expect(await take(one, 12, "sheet")).toEqual([]);
  await pool.query("update projects set sheet_review = true where id = $1", [projectId]);
  expect((await queueOf(one)).sheet).toMatchObject({ state: "open", waiting: 1, leastLookMs: 700 });
  const sheet = await take(one, 12, "sheet");
  expect(sheet).toMatchObject([{ collectionId: plain.collectionId }]);
  expect(await take(two, 12, "sheet")).toEqual([]);
  const params = { taskId: sheet[0]?.taskId ?? "" };
  expect(await handlers.lookCloser({ params }, two)).toMatchObject({ refused: "review-taken" });
  accepted(await handlers.lookCloser({ params }, one));
  expect(await take(one, 12, "sheet")).toEqual([]);
  expect(await take(one, 1)).toMatchObject([{ collectionId: plain.collectionId }]);
  await approve(plain.collectionId, one);
  await pool.query("update projects set sheet_review = false");
});

test("returns the most frequent rejection reasons of a project with its queue", async () => {
  for (const reasons of [["glasses"], ["glasses", "background"], ["glasses"]] as const) {
    const { collectionId } = await leased(one);
    accepted(await reject(collectionId, one, { reasons: [...reasons] }));
  }
  const missed = await createMostMissed({ db, clock: world.deps.clock })();
  expect(missed.get(projectId)).toEqual(["glasses", "background"]);
});
