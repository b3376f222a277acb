import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../infra/call.ts";
import { accounts, collections, reviewLeases } from "../../infra/db/schema/index.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { openAttemptWorld, staffCall } from "../collections/testing/attempt-world.ts";
import { staffCollectionHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = staffCollectionHandlers(world.needs);
await world.addSchool();
await world.addSchool({ code: "10558", name: "中山大学" });
const { id: projectId } = await world.addProject();
const { id: foreignProject } = await world.addProject({ schoolCode: "10558" });
const service = staffCall(await world.addStaff("service"), "service");
const schoolAdmin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");

const ok = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const find = async (by: "phone" | "student-number" | "collection", text: string, limit = 20, after?: string) =>
  ok(await handlers.findCollections({ body: { by, text, limit, after } }, service));
const params = (collectionId: string) => ({ params: { collectionId } });

test("customer service finds a collection by phone, student number and id, shown masked", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId, { person: "2023000077" });
  const phone = world.needs.sealer.seal("19900000001", { column: "accounts.phone", rowId: accountId });
  const phoneHash = world.needs.searchHash("phone", "19900000001");
  await db.update(accounts).set({ phone, phoneHash }).where(eq(accounts.id, accountId));
  for (const found of [
    await find("phone", "+86 199 0000 0001"),
    await find("student-number", "2023000077"),
    await find("collection", collectionId),
  ]) {
    expect(found).toMatchObject({ collections: [{ collectionId, student: { nameMasked: "测**" } }], next: null });
    expect(() => routeDefinitions.findCollections.answers.parse(found)).not.toThrow();
  }
  expect(await find("collection", "' or 1=1")).toEqual({ collections: [], next: null });
  expect(await find("phone", "19900000002")).toEqual({ collections: [], next: null });
  const { rows } = await pool.query("select details from audit where action = 'collections-searched'");
  expect(rows).toHaveLength(5);
  expect(JSON.stringify(rows)).not.toMatch(/1990000|2023000077/);
});

test("pages follow one another without a gap or a repeat, also while rows are added", async () => {
  const made = [];
  for (let count = 0; count < 5; count++) {
    made.push((await world.addPaid(projectId, { person: `page-${count}` })).collectionId);
    if (count % 2) world.passTime(1000);
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 2, after, state: "paid" };
    const page = ok(await handlers.listSchoolCollections({ query }, schoolAdmin));
    expect(() => routeDefinitions.listSchoolCollections.answers.parse(page)).not.toThrow();
    seen.push(...page.collections.map(({ collectionId }) => collectionId));
    after = page.next ?? undefined;
    world.passTime(1000);
    await world.addPaid(projectId, { person: randomUUID() });
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of made) expect(seen).toContain(id);
  const lost = { limit: 2, after: `1_${"-".repeat(36)}` };
  expect(ok(await handlers.listSchoolCollections({ query: lost }, schoolAdmin)).collections).toEqual([]);
});

test("a school sees its own collections alone, counted by state; who has no school sees none", async () => {
  const foreign = await world.addPaid(foreignProject);
  const seen = ok(await handlers.listSchoolCollections({ query: { limit: 100 } }, schoolAdmin));
  expect(seen.collections.map(({ collectionId }) => collectionId)).not.toContain(foreign.collectionId);
  const total = seen.counts.reduce((sum, { count }) => sum + count, 0);
  expect(total).toBe(seen.collections.length);
  expect(seen.counts.find(({ state }) => state === "completed")?.count).toBe(0);
  const nobody = { ...schoolAdmin, caller: { ...schoolAdmin.caller, schoolCode: null } };
  expect(await handlers.listSchoolCollections({ query: { limit: 9 } }, nobody)).toMatchObject({ refused: "forbidden" });
});

test("the time line shows every move, attempt and an open correction", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "time-line" });
  const attemptId = await world.addMade(collectionId);
  const opened = ok(await handlers.openCorrection({ ...params(collectionId), body: { reason: "专业有误" } }, service));
  world.passTime(1000);
  expect(await handlers.openCorrection({ ...params(collectionId), body: { reason: "再开" } }, service)).toEqual(opened);
  const read = ok(await handlers.readCollectionForService(params(collectionId), service));
  expect(read).toMatchObject({ attempts: [{ attemptId, state: "made" }], ...opened });
  expect(read.history.map(({ move }) => move)).toEqual(["start", "pay", "upload", "made"]);
  expect(() => routeDefinitions.readCollectionForService.answers.parse(read)).not.toThrow();
  expect(await handlers.readCollectionForService(params("none"), service)).toMatchObject({ refused: "not-found" });
});

test("a withdrawn submission can be submitted anew, and nobody has it in hand any more", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: "withdrawn" });
  const attemptId = await world.addMade(collectionId);
  const withdraw = () =>
    handlers.withdrawSubmission({ ...params(collectionId), body: { reason: "想换一张" } }, service);
  expect(await withdraw()).toMatchObject({ refused: "move-not-allowed" });
  await world.move(collectionId, "submit", "student", { attempt: attemptId });
  const now = world.needs.clock();
  await db
    .update(collections)
    .set({ submittedAttemptId: attemptId, submittedAt: now, reviewDueAt: now })
    .where(eq(collections.id, collectionId));
  const reviewerId = await world.addStaff("reviewer");
  await db
    .insert(reviewLeases)
    .values({ collectionId, reviewerId, takenAt: now, endsAt: new Date(now.getTime() + 60_000) });
  expect(await withdraw()).toMatchObject({ state: "ready" });
  const read = ok(await handlers.readCollectionForService(params(collectionId), service));
  expect(read).toMatchObject({ submission: null, state: "ready" });
  expect(await db.select().from(reviewLeases)).toEqual([]);
});

test("nothing is withdrawn or corrected after approval", async () => {
  const { collectionId } = await world.addApproved(projectId);
  const body = { reason: "太晚" };
  expect(await handlers.withdrawSubmission({ ...params(collectionId), body }, service)).toMatchObject({
    refused: "collection-frozen",
  });
  expect(await handlers.openCorrection({ ...params(collectionId), body }, service)).toMatchObject({
    refused: "collection-frozen",
  });
  expect(await verifyAudit(db)).toMatchObject({ whole: true });
});
