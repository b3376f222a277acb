import { randomBytes, randomUUID } from "node:crypto";
import { routes } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { refuse } from "../core/call.ts";
import { createSealer } from "../infra/sealing/seal.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { createRunOnce, deleteOldIdempotencyKeys, type IdempotentRequest } from "./idempotency.ts";
import { openStubApi } from "./testing/open-stub-api.ts";
import { requestOf } from "./testing/request-of.ts";

const { db, pool } = await openTestDatabase();
const clock = { now: new Date() };
const sealer = createSealer([{ id: "test", key: randomBytes(32) }], randomBytes);
const once = createRunOnce({ db, clock: () => clock.now, sealer });
const wait = (seconds: number): void => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};

async function newAct(): Promise<IdempotentRequest> {
  const accountId = randomUUID();
  await pool.query(
    "insert into accounts (id, created_at, retain_until) values ($1, now(), now())",
    [accountId],
  );
  return {
    accountId,
    key: `key-${randomUUID()}`,
    request: ["startCollection", { body: { readingId: "r-1" } }],
  };
}

/** Counts how often the work runs. */
function work() {
  const done = { times: 0 };
  return { done, run: async () => ({ collectionId: `c-${++done.times}` }) };
}

test("a repeated request with the same key runs once and gets the same response, even after a restart", async () => {
  const act = await newAct();
  const { done, run } = work();
  expect(await once(act, run)).toEqual({ collectionId: "c-1" });
  expect(await once(act, run)).toEqual({ collectionId: "c-1" });
  const restarted = createRunOnce({ db, clock: () => clock.now, sealer });
  expect(await restarted(act, run)).toEqual({ collectionId: "c-1" });
  expect(done.times).toBe(1);
});

test("reusing a key for another request is refused; another account may use the same key", async () => {
  const act = await newAct();
  const { run } = work();
  await once(act, run);
  expect(await once({ ...act, request: ["startCollection", {}] }, run)).toEqual(
    refuse("idempotency-key-reused", {}),
  );
  expect(await once({ ...(await newAct()), key: act.key }, run)).toEqual({ collectionId: "c-2" });
});

test("only one of several concurrent requests runs; the others get its response or an in-progress refusal", async () => {
  const act = await newAct();
  const { done, run } = work();
  const answers = await Promise.all(Array.from({ length: 12 }, () => once(act, run)));
  expect(done.times).toBe(1);
  expect(answers).toContainEqual({ collectionId: "c-1" });
  const others = answers.filter((answer) => "refused" in answer);
  for (const answer of others) expect(answer).toEqual(refuse("idempotency-in-progress", {}));
});

test("a key can be reused after a refusal or an error", async () => {
  const act = await newAct();
  const { run } = work();
  const refusal = refuse("project-closed", { closesAt: clock.now.toISOString() });
  expect(await once(act, async () => refusal)).toEqual(refusal);
  const fault = async () => {
    throw new Error("lost");
  };
  await expect(once(act, fault)).rejects.toThrow("lost");
  expect(await once(act, run)).toEqual({ collectionId: "c-1" });
});

test("a request whose process was killed locks its key for 30 seconds only", async () => {
  const act = await newAct();
  const { done, run } = work();
  void once(act, () => new Promise(() => {}));
  await expect
    .poll(
      async () =>
        (await pool.query("select from idempotency_keys where key = $1", [act.key])).rowCount,
    )
    .toBe(1);
  wait(29);
  expect(await once(act, run)).toEqual(refuse("idempotency-in-progress", {}));
  wait(2);
  expect(await once(act, run)).toEqual({ collectionId: "c-1" });
  expect(done.times).toBe(1);
});

test("responses are stored encrypted and deleted after a day", async () => {
  const act = await newAct();
  const { run } = work();
  await once(act, run);
  const read = async () =>
    (await pool.query("select answer from idempotency_keys where key = $1", [act.key])).rows;
  expect(JSON.stringify(await read())).not.toContain("c-1");
  await deleteOldIdempotencyKeys(db, new Date(clock.now.getTime() + 23 * 3_600_000));
  expect(await read()).toHaveLength(1);
  await deleteOldIdempotencyKeys(db, new Date(clock.now.getTime() + 25 * 3_600_000));
  expect(await read()).toHaveLength(0);
});

test.each(
  routes.filter(({ idempotent }) => idempotent).map((route) => ({ route, name: route.name })),
)(
  "$name requires an idempotency key of 8 to 64 ASCII characters without spaces",
  async ({ route }) => {
    const { app, called } = openStubApi();
    for (const key of [
      undefined,
      "",
      "short",
      "x".repeat(65),
      "with blank in it",
      "中文中文中文中文",
    ]) {
      const request = requestOf(route, route.roles[0]);
      const { "idempotency-key": _, ...headers } = request.headers;
      const sent = key === undefined ? headers : { ...headers, "idempotency-key": key };
      const response = await app.inject({ ...request, headers: sent });
      expect(response.json()).toMatchObject({ status: 400, code: "idempotency-key-missing" });
    }
    expect(called).toEqual([]);
  },
);
