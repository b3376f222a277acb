import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { isRefusal, type Refusal } from "../../infra/call.ts";
import { collections, registryBatches, registryItems } from "../../infra/db/schema/index.ts";
import { createHttpRegistry } from "../../infra/registry/http-registry.ts";
import { startSandbox } from "../../testing/start-sandbox.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { readCollection } from "../collections/read-collection.ts";
import { openAttemptWorld, photoOf, staffCall, type Verdicts } from "../collections/testing/attempt-world.ts";
import { askResults } from "./ask-results.ts";
import { queueUploads } from "./queue-uploads.ts";
import { registryHandlers } from "./routes.ts";
import { sendBatches } from "./send-batches.ts";
import { registrySweeps } from "./sweeps.ts";

const { db, pool } = await openTestDatabase();
const sandbox = await startSandbox();
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId } = await world.addProject();
const registry = createHttpRegistry({ baseUrl: sandbox.url, key: sandbox.settings.registry.key, timeoutMs: 8000 });
const photos = new Map<string, Uint8Array | null>();
const readPhoto = async (attemptId: string): Promise<Uint8Array> => {
  const photo = photos.get(attemptId);
  if (photo === null) throw new Error("the disk is away");
  return photo ?? photoOf(attemptId);
};
const needs = { ...world.needs, registry, readPhoto, uploadAfterMs: 5 * 60_000 };
const queue = () => queueUploads(needs);
const send = () => sendBatches(needs);
const ask = () => askResults(needs);
const handlers = registryHandlers(db);
const operator = staffCall(await world.addStaff("operator"), "operator");

const minute = 60_000;
const books = z.object({
  uploads: z.number(),
  batches: z.array(z.object({ batchId: z.string(), items: z.array(z.object({ photoSha256: z.string() })) })),
});
const uploads = async () => books.parse(await sandbox.control("GET", "/registry/books")).uploads;
const stateOf = async (id: string) => (await db.select().from(collections).where(eq(collections.id, id)))[0]?.state;
const ok = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
/** Past every pause between tries. */
const waitLong = () => world.passTime(31 * minute);
async function approved(verdicts = {}) {
  const made = await world.addApproved(projectId, verdicts);
  world.passTime(5 * minute + 1000);
  return made;
}

beforeEach(async () => {
  await pool.query("update collections set state = 'completed' where state in ('approved', 'uploading')");
  await pool.query("delete from registry_items");
  await pool.query("delete from registry_batches");
});
afterEach(async () => {
  await sandbox.control("DELETE", "/faults");
  await sandbox.control("POST", "/registry/delay", { decideAfterSeconds: 0 });
  photos.clear();
});

test("an approved photo is queued once its approval stands, uploaded, accepted, and its collection is completed", async () => {
  const { collectionId } = await world.addApproved(projectId);
  world.passTime(5 * minute);
  expect(await queue()).toBe(0);
  world.passTime(1000);
  expect(await queue()).toBe(1);
  expect(await stateOf(collectionId)).toBe("uploading");
  expect(await queue()).toBe(0);
  expect(await send()).toBe(1);
  expect(await ask()).toBe(1);
  expect(await stateOf(collectionId)).toBe("completed");
  const [item] = await db.select().from(registryItems);
  expect(item).toMatchObject({ state: "accepted", receipt: expect.stringMatching(/^R/) });
  expect([await queue(), await send(), await ask()]).toEqual([0, 0, 0]);
  expect(await verifyAudit(db)).toMatchObject({ whole: true });
});

test("a refused photo returns to the student with the reason and our findings on it; the next one is accepted", async () => {
  const { collectionId, accountId, attemptId } = await approved({ "background-busy": "warn", blur: "pass" });
  await sandbox.control("POST", "/registry/refusals", { reason: "background" });
  await queue();
  await send();
  expect(await ask()).toBe(1);
  const read = ok(await readCollection(db, world.needs.sealer, collectionId, { accountId, role: "student" }));
  expect(read).toMatchObject({
    state: "returned",
    refusal: { by: "registry", attemptId, reasons: [{ code: "registry-background" }] },
  });
  expect(await db.select().from(registryItems)).toMatchObject([{ findingIds: ["background-busy"] }]);

  const again = await world.addMade(collectionId);
  await world.move(collectionId, "submit", "student", { attempt: again });
  await db.update(collections).set({ submittedAttemptId: again }).where(eq(collections.id, collectionId));
  await world.move(collectionId, "approve", "reviewer", {}, await world.addStaff("reviewer"));
  world.passTime(6 * minute);
  await queue();
  await send();
  await ask();
  expect(await stateOf(collectionId)).toBe("completed");
});

test.each(["lost-answer", "server-error", "garbage", "busy"])(
  "after an upload that ended with %s the registry is asked first, and has the photos once",
  async (kind) => {
    const { collectionId } = await approved();
    const before = await uploads();
    await queue();
    await sandbox.orderFault("registry-upload", kind);
    expect(await send()).toBe(0);
    expect(await send()).toBe(0);
    const [batch] = await db.select().from(registryBatches);
    expect(batch).toMatchObject({ state: "queued", tries: 1, lastFault: expect.any(String) });
    waitLong();
    expect(await send()).toBe(1);
    expect((await uploads()) - before).toBe(1);
    await ask();
    expect(await stateOf(collectionId)).toBe("completed");
  },
);

test("several processes at once upload each batch once and settle each photo once", async () => {
  const made = [];
  for (let count = 0; count < 23; count++) made.push(await world.addApproved(projectId));
  world.passTime(6 * minute);
  const before = await uploads();
  const workers = [1, 2, 3];
  const queued = await Promise.all(workers.map(() => queue()));
  expect(queued.reduce((sum: number, one) => sum + one, 0)).toBe(23);
  await Promise.all(workers.map(() => send()));
  const batches = await db.select().from(registryBatches);
  expect((await uploads()) - before).toBe(batches.length);
  const settled = await Promise.all(workers.map(() => ask()));
  expect(settled.reduce((sum: number, one) => sum + one, 0)).toBe(23);
  for (const { collectionId } of made) expect(await stateOf(collectionId)).toBe("completed");
});

test("pending photos are asked about again a minute later; answers that come twice or are late settle once", async () => {
  const { collectionId } = await approved();
  await queue();
  await send();
  await sandbox.orderFault("registry-result", "still-pending");
  expect(await ask()).toBe(0);
  expect(await ask()).toBe(0);
  world.passTime(minute);
  await sandbox.orderFault("registry-result", "server-error");
  expect(await ask()).toBe(0);
  waitLong();
  await sandbox.orderFault("registry-result", "duplicate-answers");
  expect(await ask()).toBe(1);
  expect(await stateOf(collectionId)).toBe("completed");
});

test("a photo that cannot be read, or is not the one that was reviewed, is not sent, and the batch says so", async () => {
  const { collectionId, attemptId } = await approved();
  const before = await uploads();
  await queue();
  photos.set(attemptId, null);
  expect(await send()).toBe(0);
  photos.set(attemptId, Buffer.from("another photo"));
  waitLong();
  expect(await send()).toBe(0);
  expect(await uploads()).toBe(before);
  const { batches } = ok(await handlers.listRegistryBatches({ query: { limit: 1 } }, operator));
  expect(batches).toMatchObject([{ state: "queued", tries: 2, lastFault: `photo-changed:${attemptId}` }]);
  photos.clear();
  waitLong();
  expect(await send()).toBe(1);
  await ask();
  expect(await stateOf(collectionId)).toBe("completed");
});

test("one photo that cannot be read holds up no other of its batch, and is sent once it can", async () => {
  const bad = await approved();
  const good = await approved();
  await queue();
  photos.set(bad.attemptId, null);
  expect(await send()).toBe(1);
  await ask();
  expect([await stateOf(good.collectionId), await stateOf(bad.collectionId)]).toEqual(["completed", "uploading"]);
  const { batches } = ok(await handlers.listRegistryBatches({ query: { limit: 2 } }, operator));
  const lastFault = `photo-unreadable:${bad.attemptId}`;
  expect(batches).toContainEqual(expect.objectContaining({ state: "queued", lastFault }));
  photos.clear();
  waitLong();
  expect(await send()).toBe(1);
  await ask();
  expect(await stateOf(bad.collectionId)).toBe("completed");
});

test("a photo whose student withdrew a consent stays here, and others go; given again, it follows", async () => {
  const without = await approved();
  const withAll = await approved();
  await pool.query("update consents set withdrawn_at = given_at where account_id = $1", [without.accountId]);
  expect(await queue()).toBe(1);
  expect([await stateOf(without.collectionId), await stateOf(withAll.collectionId)]).toEqual(["approved", "uploading"]);
  await pool.query("update consents set withdrawn_at = null where account_id = $1", [without.accountId]);
  expect(await queue()).toBe(1);
});

test("the sweeps of a worker do it all", async () => {
  const { collectionId } = await approved();
  for (const { run } of registrySweeps(needs)) expect(await run()).toBe(1);
  expect(await stateOf(collectionId)).toBe("completed");
});

test("an operator sees every batch, page by page, and in each what became of which photo", async () => {
  for (let count = 0; count < 3; count++) {
    await approved();
    await queue();
    world.passTime(1000);
  }
  await send();
  await ask();
  const first = ok(await handlers.listRegistryBatches({ query: { limit: 2 } }, operator));
  expect(() => routeDefinitions.listRegistryBatches.answers.parse(first)).not.toThrow();
  expect(first.batches).toHaveLength(2);
  const rest = ok(
    await handlers.listRegistryBatches({ query: { limit: 2, after: first.next ?? undefined } }, operator),
  );
  expect(rest).toMatchObject({
    batches: [{ state: "settled", counts: { open: 0, accepted: 1, refused: 0 } }],
    next: null,
  });
  const batchId = rest.batches[0]?.batchId ?? "";
  const read = ok(await handlers.readRegistryBatch({ params: { batchId } }, operator));
  expect(read.items).toMatchObject([{ state: "accepted", reason: null }]);
  expect(() => routeDefinitions.readRegistryBatch.answers.parse(read)).not.toThrow();
  for (const unknown of ["none", randomUUID()]) {
    const answer = await handlers.readRegistryBatch({ params: { batchId: unknown } }, operator);
    expect(answer).toMatchObject({ refused: "not-found" });
  }
});

const found = async (query: object = {}) => {
  const route = routeDefinitions.readRegistryFindings;
  return route.answers.parse(
    ok(
      await handlers.readRegistryFindings(
        { query: route.query.parse({ fromDay: "2020-01-01", untilDay: "2099-12-31", ...query }) },
        operator,
      ),
    ),
  );
};
const refusals = async (query: object = {}) => {
  const route = routeDefinitions.listRegistryRefusals;
  const given = { query: route.query.parse({ limit: 50, ...query }) };
  return route.answers.parse(ok(await handlers.listRegistryRefusals(given, operator)));
};
async function answered(verdicts: Verdicts, refusedFor: string | null): Promise<string> {
  const { attemptId } = await approved(verdicts);
  if (refusedFor !== null) await sandbox.control("POST", "/registry/refusals", { reason: refusedFor });
  await queue();
  await send();
  expect(await ask()).toBe(1);
  return attemptId;
}

test("refusals are joined to our findings: what each check let pass, noted or could not judge, over what was accepted", async () => {
  await answered({ "background-busy": "pass", blur: "pass" }, null);
  await answered({ "background-busy": "pass", blur: "pass" }, null);
  const passed = { "background-busy": { verdict: "pass" as const, value: 4 }, "background-shadow": "warn" as const };
  const falsePass = await answered({ ...passed, blur: "pass" }, "background");
  await answered({ "background-busy": "unsure", "background-shadow": "pass" }, "background");
  await answered({ "background-busy": "pass" }, "retouched");
  const all = await found();
  expect(all).toMatchObject({ acceptedPhotos: 2, refusedPhotos: 3 });
  expect(all.reasons.map(({ reason, refused, unwatched }) => [reason.code, refused, unwatched])).toEqual([
    ["registry-background", 2, false],
    ["registry-retouched", 1, true],
  ]);
  expect(all.checks.map(({ check, ...figures }) => [check, figures])).toEqual([
    ["background-busy", expect.objectContaining({ passed: 1, noted: 0, unjudged: 1, perAccepted: 0.5 })],
    ["background-shadow", expect.objectContaining({ passed: 1, noted: 1, unjudged: 0, perAccepted: 0.5 })],
  ]);
  const { refusals: listed } = await refusals();
  expect(listed).toHaveLength(3);
  expect(listed.find(({ attemptId }) => attemptId === falsePass)).toMatchObject({
    reason: { code: "registry-background" },
    findings: [
      { check: "background-busy", verdict: "pass", value: 4, unit: "score" },
      { check: "background-shadow", verdict: "warn" },
    ],
  });
  expect((await refusals({ check: "background-shadow" })).refusals).toHaveLength(2);
  expect((await refusals({ check: "blur" })).refusals).toEqual([]);
});

test("refusals of other days are not counted, and none at all leave nothing to divide by", async () => {
  await answered({ "background-busy": "pass" }, "background");
  const nothing = { acceptedPhotos: 0, refusedPhotos: 0, reasons: [], checks: [] };
  expect(await found({ untilDay: "2020-01-01" })).toEqual(nothing);
  expect((await refusals({ untilDay: "2020-01-01" })).refusals).toEqual([]);
  const { checks } = await found();
  expect(checks).toMatchObject([{ check: "background-busy", passed: 1, perAccepted: null }]);
});

test("a refused photo whose measurements were deleted at the end of their time still counts", async () => {
  const attemptId = await answered({ "background-busy": "pass" }, "background");
  await pool.query("update attempts set report = '{}' where id = $1", [attemptId]);
  expect((await found()).checks).toMatchObject([{ check: "background-busy", passed: 0, forgotten: 1 }]);
  expect((await refusals()).refusals).toMatchObject([{ attemptId, findings: [] }]);
});

test("the refusals are walked page by page, each once, the latest first", async () => {
  for (let count = 0; count < 5; count++) await answered({ "background-busy": "pass" }, "background");
  const first = await refusals({ limit: 3 });
  const second = await refusals({ limit: 3, after: first.next });
  expect([first.refusals.length, second.refusals.length, second.next]).toEqual([3, 2, null]);
  const ids = [...first.refusals, ...second.refusals].map(({ itemId }) => itemId);
  expect(new Set(ids).size).toBe(5);
});
