import { randomUUID } from "node:crypto";
import { type CheckLimits, judge, type ReviewReasonCode, type Verdict } from "@gradphoto/contract";
import { routeDefinitions } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { isRefusal } from "../../infra/call.ts";
import { attemptFindings, attempts, registryBatches, registryItems, reviews } from "../../infra/db/schema/index.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { openAttemptWorld, reportOf, staffCall, type Verdicts } from "../collections/testing/attempt-world.ts";
import { limitHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId } = await world.addProject();
const handlers = limitHandlers(db);
const operator = staffCall(await world.addStaff("operator"), "operator");
const reviewerId = await world.addStaff("reviewer");

const asked = { check: "blur", specId: "chsi-blue" };
const limitsOfQuery = ({ fail, warn }: CheckLimits) => ({
  ...(fail?.min !== undefined && { failMin: String(fail.min) }),
  ...(fail?.max !== undefined && { failMax: String(fail.max) }),
  ...(warn?.min !== undefined && { warnMin: String(warn.min) }),
  ...(warn?.max !== undefined && { warnMax: String(warn.max) }),
});

async function tryLimits(limits: CheckLimits, fields: object = {}) {
  const query = routeDefinitions.tryLimits.query.parse({ ...asked, ...limitsOfQuery(limits), ...fields });
  const answer = await handlers.tryLimits({ query }, operator);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return routeDefinitions.tryLimits.answers.parse(answer);
}

async function listChanges(limits: CheckLimits, fields: object = {}) {
  const given = { ...asked, ...limitsOfQuery(limits), limit: 100, ...fields };
  const query = routeDefinitions.listLimitChanges.query.parse(given);
  const answer = await handlers.listLimitChanges({ query }, operator);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return routeDefinitions.listLimitChanges.answers.parse(answer);
}

const changedPhotos = ({ changes }: Pick<Awaited<ReturnType<typeof tryLimits>>, "changes">) =>
  Object.fromEntries(changes.flatMap(({ change, photos }) => (photos === 0 ? [] : [[change, photos]])));

const present = { fail: { min: 9 }, warn: { min: 12 } };
const blurOf = (value: number, verdict: Verdict = judge(value, present)): Verdicts => ({
  blur: { verdict, value, limit: present },
});

async function addPhoto(verdicts: Verdicts): Promise<string> {
  const { collectionId } = await world.addPaid(projectId);
  return world.addMade(collectionId, verdicts);
}

async function addReview(attemptId: string, decision: "approve" | "reject", undoneAt: Date | null = null) {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt) throw new Error("no such attempt");
  const reasons: ReviewReasonCode[] = decision === "reject" ? ["blurred"] : [];
  const { collectionId } = attempt;
  const at = world.needs.clock();
  await db
    .insert(reviews)
    .values({ id: randomUUID(), collectionId, attemptId, decision, reasons, reviewerId, at, undoneAt });
}

async function addAnswer(attemptId: string, state: "accepted" | "refused") {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt) throw new Error("no such attempt");
  const [batchId, settledAt] = [randomUUID(), world.needs.clock()];
  await db
    .insert(registryBatches)
    .values({ id: batchId, state: "settled", receipt: "R1", createdAt: settledAt, sentAt: settledAt, settledAt });
  await db.insert(registryItems).values({
    id: randomUUID(),
    batchId,
    collectionId: attempt.collectionId,
    attemptId,
    state,
    reason: state === "refused" ? "registry-face-unclear" : null,
    settledAt,
  });
}

beforeEach(async () => {
  for (const table of ["registry_items", "registry_batches", "reviews", "attempts"])
    await pool.query(`delete from ${table}`);
});

test("what a report measured is kept beside it, follows a new report, and goes when the report is emptied", async () => {
  const attemptId = await addPhoto({ ...blurOf(14), dark: "fail", mask: { verdict: "unsure", value: null } });
  const kept = () => db.select().from(attemptFindings).where(eq(attemptFindings.attemptId, attemptId));
  expect((await kept()).sort((one, other) => one.checkId.localeCompare(other.checkId))).toMatchObject([
    { checkId: "blur", specId: "chsi-blue", value: 14, verdict: "pass", canOnlyWarn: false, otherFails: 1 },
    { checkId: "dark", verdict: "fail", otherFails: 0 },
    { checkId: "mask", verdict: "unsure", value: null, otherFails: 1 },
  ]);
  await db.update(attempts).set({ report: reportOf(blurOf(8)) });
  expect(await kept()).toMatchObject([{ checkId: "blur", value: 8, verdict: "fail", otherFails: 0 }]);
  await db.update(attempts).set({ report: {} });
  expect(await kept()).toEqual([]);
});

test("a stricter limit would refuse and note more photos, a laxer one let through and note fewer; nothing is saved", async () => {
  for (const value of [8, 10, 11, 13, 14, 20]) await addPhoto(blurOf(value));
  const before = await db.select().from(attempts);
  const strict = await tryLimits({ fail: { min: 10.5 }, warn: { min: 13.5 } });
  expect(strict).toMatchObject({
    present,
    photos: 6,
    unjudged: 0,
    whole: true,
    before: { fail: 1, warn: 2, pass: 3 },
    after: { fail: 2, warn: 2, pass: 2 },
  });
  expect(changedPhotos(strict)).toEqual({ "newly-refused": 1, "newly-noted": 1 });
  const lax = await tryLimits({ fail: { min: 7 }, warn: { min: 10.5 } });
  expect(changedPhotos(lax)).toEqual({ "newly-let-through": 1, "no-longer-noted": 1 });
  expect(changedPhotos(await tryLimits(present))).toEqual({});
  expect(changedPhotos(await tryLimits({}))).toEqual({ "newly-let-through": 1, "no-longer-noted": 2 });
  expect(await db.select().from(attempts)).toEqual(before);
});

test("a photo that another check refuses stays refused, whatever this one's limit", async () => {
  await addPhoto({ ...blurOf(8), dark: "fail" });
  await addPhoto({ ...blurOf(14), dark: "fail" });
  expect(changedPhotos(await tryLimits({ fail: { min: 5 } }))).toEqual({ "refused-anyway": 1 });
  expect(changedPhotos(await tryLimits({ fail: { min: 15 } }))).toEqual({ "refused-anyway": 1 });
});

test("a measurement that is not sure enough to refuse is never newly refused, also where the report is too old to say so", async () => {
  await addPhoto({ blur: { verdict: "pass", value: 14, limit: present, atMost: "warn" } });
  await addPhoto({ blur: { verdict: "warn", value: 8, limit: present } });
  const { after, changes } = await tryLimits({ fail: { min: 15 } });
  expect(after).toEqual({ pass: 0, warn: 2, fail: 0 });
  expect(changedPhotos({ changes })).toEqual({ "newly-noted": 1 });
});

test("photos that the check could not judge are counted apart and change nothing", async () => {
  await addPhoto({ blur: { verdict: "unsure", value: null } });
  const tried = await tryLimits({ fail: { min: 100 } });
  expect(tried).toMatchObject({ photos: 0, unjudged: 1 });
  expect(changedPhotos(tried)).toEqual({});
});

test("the database judges as the engine does, at the limits, beside them and with ends left open", async () => {
  const values = [-1, 0, 8.9999, 9, 9.0001, 12, 12.0001, 300];
  for (const value of values) {
    await addPhoto(blurOf(value));
    await addPhoto({ blur: { verdict: judge(value, present, "warn"), value, limit: present, atMost: "warn" } });
  }
  const windows = [undefined, { min: 9 }, { max: 12 }, { min: 0, max: 9.0001 }];
  for (const fail of windows) {
    for (const warn of windows) {
      const limits: CheckLimits = { ...(fail && { fail }), ...(warn && { warn }) };
      const expected = { pass: 0, warn: 0, fail: 0 };
      for (const value of values) {
        expected[judge(value, limits)] += 1;
        expected[judge(value, limits, "warn")] += 1;
      }
      expect((await tryLimits(limits)).after, JSON.stringify(limits)).toEqual(expected);
    }
  }
});

test("each changed photo comes with what became of it: a decision taken back counts no more, the registry's word goes first", async () => {
  const [, undone, approved, rejected, accepted, returned] = await Promise.all(
    [13, 13.1, 13.2, 13.3, 13.4, 13.5].map((value) => addPhoto(blurOf(value))),
  );
  const machine = await addPhoto(blurOf(5));
  await addReview(undone ?? "", "approve", world.needs.clock());
  await addReview(approved ?? "", "approve");
  await addReview(rejected ?? "", "reject");
  for (const one of [accepted, returned]) await addReview(one ?? "", "approve");
  await addAnswer(accepted ?? "", "accepted");
  await addAnswer(returned ?? "", "refused");
  const tried = await tryLimits({ fail: { min: 14 } });
  const [refused] = tried.changes;
  expect(refused).toMatchObject({ change: "newly-refused", photos: 6 });
  expect(Object.fromEntries((refused?.fates ?? []).map(({ fate, photos }) => [fate, photos]))).toEqual({
    undecided: 2,
    "reviewer-approved": 1,
    "reviewer-refused": 1,
    "registry-accepted": 1,
    "registry-refused": 1,
  });
  const { photos } = await listChanges({ fail: { min: 14 } });
  const fates = new Map(photos.map(({ attemptId, fate }) => [attemptId, fate]));
  expect(fates.get(returned ?? "")).toBe("registry-refused");
  expect(fates.get(undone ?? "")).toBe("undecided");
  const letThrough = await listChanges({ fail: { min: 4 } }, { change: "newly-let-through" });
  expect(letThrough.photos).toMatchObject([
    { attemptId: machine, before: "fail", after: "pass", fate: "machine-refused" },
  ]);
  expect(tried.histogram.reduce((sum, { photos: count }) => sum + count, 0)).toBe(7);
  expect(tried.histogram.reduce((sum, { refusedLater }) => sum + refusedLater, 0)).toBe(2);
});

test("only photos of the asked days, project, spec and check are looked at; a project that nobody has has none", async () => {
  await addPhoto(blurOf(13));
  await addPhoto({ dark: { verdict: "pass", value: 13 } });
  const attemptId = await addPhoto(blurOf(13));
  await db
    .update(attempts)
    .set({ report: { ...reportOf(blurOf(13)), spec: "chsi-white" } })
    .where(eq(attempts.id, attemptId));
  const photosOf = async (fields: object) => (await tryLimits({ fail: { min: 14 } }, fields)).photos;
  const day = new Date(world.needs.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(await photosOf({})).toBe(1);
  expect(await photosOf({ specId: "chsi-white" })).toBe(1);
  expect(await photosOf({ specId: "id-card" })).toBe(0);
  expect(await photosOf({ projectId })).toBe(1);
  expect(await photosOf({ projectId: randomUUID() })).toBe(0);
  expect(await photosOf({ projectId: "p-1" })).toBe(0);
  expect(await photosOf({ fromDay: day, untilDay: day })).toBe(1);
  expect(await photosOf({ untilDay: "2020-01-01" })).toBe(0);
  expect((await tryLimits({}, { specId: "id-card" })).histogram).toEqual([]);
});

test("the list of changed photos is walked page by page, each once, the latest first, and names nobody", async () => {
  const added: string[] = [];
  for (let count = 0; count < 7; count++) {
    added.unshift(await addPhoto(blurOf(13)));
    if (count % 2 === 0) world.passTime(1000);
  }
  const walked = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listChanges>> = await listChanges(
      { fail: { min: 14 } },
      { limit: 2, ...(after !== null && { after }) },
    );
    walked.push(...page.photos);
    after = page.next;
  } while (after !== null);
  expect(walked.map(({ attemptId }) => attemptId).sort()).toEqual([...added].sort());
  expect(walked.map(({ uploadedAt }) => uploadedAt)).toEqual(
    walked
      .map(({ uploadedAt }) => uploadedAt)
      .sort()
      .reverse(),
  );
  expect(Object.keys(walked[0] ?? {}).sort()).toEqual([
    "after",
    "attemptId",
    "before",
    "change",
    "changeLabel",
    "changeTone",
    "collectionId",
    "fate",
    "label",
    "number",
    "tone",
    "uploadedAt",
    "value",
  ]);
  expect((await listChanges({ fail: { min: 14 } }, { after: `1_${randomUUID()}` })).photos).toEqual([]);
});

test("a limit that is no plain number, and a check or spec that nobody has, are refused", () => {
  const { query } = routeDefinitions.tryLimits;
  for (const end of ["", "NaN", "Infinity", "1e3", "0x10", "1.2345678", "9".repeat(20), "1;2"]) {
    expect(query.safeParse({ ...asked, failMin: end }).success, end).toBe(false);
  }
  expect(query.safeParse({ ...asked, check: "beauty" }).success).toBe(false);
  expect(query.safeParse({ ...asked, specId: "passport" }).success).toBe(false);
});
