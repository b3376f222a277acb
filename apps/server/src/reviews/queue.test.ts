import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { studentCall } from "../collections/testing/student-world.ts";
import { collections } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { openReviewWorld, params } from "./testing/review-world.ts";

const database = await openTestDatabase();
const { world, projectId, handlers, holding, one, two, senior, take, submitted } = await openReviewWorld(database);
const day = 24 * 60 * 60_000;

const queueOf = async (by: typeof one) => accepted(await handlers.readReviewQueue({}, by));

test("the queue is counted for whoever asks: waiting, overdue, in hand, and by project", async () => {
  const before = await queueOf(one);
  expect(before).toMatchObject({ waiting: 0, overdue: 0, projects: [] });
  await submitted();
  await submitted();
  await take(one);
  const now = await queueOf(one);
  expect(() => routeDefinitions.readReviewQueue.answers.parse(now)).not.toThrow();
  expect(now).toMatchObject({ waiting: 1, overdue: 0, projects: [{ projectId, waiting: 1 }] });
  expect(await queueOf(two)).toMatchObject({ waiting: 1 });
  world.passTime(30 * day);
  expect(await queueOf(two)).toMatchObject({ waiting: 2, overdue: 2, dueToday: 0 });
});

test("what a senior alone decides waits for seniors, and what is decided waits for nobody", async () => {
  const handed = await submitted();
  await take(one);
  await handlers.escalateReview({ ...params(handed.collectionId), body: { reason: "拿不准" } }, one);
  expect(await queueOf(two)).toMatchObject({ waiting: 0, forSenior: 0 });
  expect(await queueOf(senior)).toMatchObject({ waiting: 1, forSenior: 1 });
  const { collectionId } = await submitted();
  await take(one);
  accepted(await holding.rejectReview({ ...params(collectionId), body: { reasons: ["glasses"] } }, one));
  expect(await queueOf(two), "held until its student is told").toMatchObject({ waiting: 0 });
});

test("whoever reviews one project is given no other's", async () => {
  const { id: other } = await world.addProject({ graduationYear: 2028 });
  await submitted();
  const ask = async (wanted: string) =>
    accepted(await handlers.takeNextReviews({ body: { count: 4, projectId: wanted } }, one)).reviews.length;
  expect(await ask(other)).toBe(0);
  expect(await ask(projectId)).toBe(1);
  expect(await ask(other), "what is in hand of another is not given with it").toBe(0);
});

test("whoever reviews one school is given all its projects and no other school's, known photos as well", async () => {
  const { id: second } = await world.addProject({ graduationYear: 2031 });
  const { accountId, collectionId } = await world.addPaid(second);
  const body = { attemptId: await world.addMade(collectionId) };
  accepted(await handlers.submitAttempt({ ...params(collectionId), body }, studentCall(accountId)));
  await submitted();
  const { projects } = await queueOf(one);
  expect(projects).toHaveLength(2);
  const schoolCode = projects[0]?.schoolCode ?? "";
  const ask = async (wanted: string) =>
    accepted(await handlers.takeNextReviews({ body: { count: 4, schoolCode: wanted } }, one)).reviews.length;
  expect(await ask("99999")).toBe(0);
  expect(await ask(schoolCode)).toBe(2);
  expect(await ask("99999"), "what is in hand of another is not given with it").toBe(0);
});

test("what something only refers to at this moment is given out; what is being changed is passed over", async () => {
  const { collectionId } = await submitted();
  const whileLocked = (strength: "key share" | "no key update") =>
    database.db.transaction(async (tx) => {
      await tx.select().from(collections).where(eq(collections.id, collectionId)).for(strength);
      return (await take(two, 4)).map((review) => review.collectionId);
    });
  expect(await whileLocked("no key update")).not.toContain(collectionId);
  expect(await whileLocked("key share")).toContain(collectionId);
});

test("a senior sees who has what in hand and puts it back; its reviewer decides no more", async () => {
  const { collectionId } = await submitted();
  await take(one);
  const leases = async () =>
    accepted(await handlers.listReviewLeases({ query: { limit: 50 } }, senior)).leases.map(
      (lease) => lease.collectionId,
    );
  expect(await leases()).toEqual([collectionId]);
  accepted(await handlers.freeReview(params(collectionId), senior));
  expect(await leases()).toEqual([]);
  expect(await handlers.approveReview(params(collectionId), one)).toMatchObject({ refused: "review-lease-ended" });
  expect(await take(one), "whoever had it does not get it again at once").toEqual([]);
  expect(await take(two)).toMatchObject([{ collectionId }]);
});

test("an earlier photo is shown to whoever decides or decided on the student's submission, and to nobody else", async () => {
  const first = await submitted();
  await take(one);
  accepted(await handlers.rejectReview({ ...params(first.collectionId), body: { reasons: ["glasses"] } }, one));
  const look = (by: typeof one, wanted = first.attemptId) =>
    handlers.readEarlierPhoto({ params: { collectionId: first.collectionId, attemptId: wanted } }, by);
  expect(await look(one)).toMatchObject({ attemptId: first.attemptId, photoUrl: `p:${first.attemptId}` });
  expect(await look(senior)).toMatchObject({ attemptId: first.attemptId });
  expect(await look(two)).toMatchObject({ refused: "not-found" });
  const other = await submitted();
  expect(await look(one, other.attemptId), "another student's").toMatchObject({ refused: "not-found" });
});
