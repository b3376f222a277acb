import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import { collections, registryBatches, registryItems } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/accepted.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { registrySweeps } from "./sweeps.ts";
import { minute, openRegistryWorld } from "./testing/registry-world.ts";

const database = await openTestDatabase();
const { db, pool } = database;
const sandbox = await startSandbox();
const registry = await openRegistryWorld(database, sandbox);
const { world, projectId, photos, handlers, operator, queue, send, ask, approved, stateOf } = registry;

const books = z.object({ uploads: z.number() });
const uploads = async () => books.parse(await sandbox.control("GET", "/registry/books")).uploads;
/** Past every pause between tries. */
const waitLong = () => world.passTime(31 * minute);

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
  const read = accepted(await readCollection(db, world.deps.sealer, collectionId, { accountId, role: "student" }));
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
  const { batches } = accepted(await handlers.listRegistryBatches({ query: { limit: 1 } }, operator));
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
  const { batches } = accepted(await handlers.listRegistryBatches({ query: { limit: 2 } }, operator));
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
  for (const { run } of registrySweeps(registry.deps)) expect(await run()).toBe(1);
  expect(await stateOf(collectionId)).toBe("completed");
});
