import { beforeEach, expect, test, vi } from "vitest";
import { jsonAnswer, openFakePlatform, refusedWith } from "../testing/fake-platform.ts";

const fake = openFakePlatform();
vi.mock("../platform/index.ts", () => ({ platform: fake.platform }));
const { call } = await import("./call.ts");
const { storeSession, sessionToken } = await import("../state/session.ts");

const listed = jsonAnswer(200, { collections: [] });

beforeEach(() => {
  vi.useFakeTimers();
  fake.answers.length = 0;
  fake.requests.length = 0;
});

/** Returns the result of the work, and skips the waits between retries. */
async function settled<Value>(work: Promise<Value>): Promise<Value> {
  await vi.runAllTimersAsync();
  return work;
}

test("retries an unanswered query after half a second, and then at longer intervals", async () => {
  fake.answers.push("lost", "lost", listed);
  const answer = call("listCollections", {});
  await vi.advanceTimersByTimeAsync(499);
  expect(fake.requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(fake.requests).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1499);
  expect(fake.requests).toHaveLength(2);
  expect(await settled(answer)).toMatchObject({ ok: true });
  expect(fake.requests).toHaveLength(3);
});

test("reports the service as unreachable after four attempts", async () => {
  const answer = await settled(call("listCollections", {}));
  expect(answer).toMatchObject({ ok: false, problem: { code: "network-unreachable" } });
  expect(fake.requests).toHaveLength(4);
});

test("sends a mutation without an idempotency key only once", async () => {
  await settled(call("signInWithSms", { body: { phone: "13800000000", code: "123456" } }));
  expect(fake.requests).toHaveLength(1);
});

test("retries a mutation with an idempotency key under the same key", async () => {
  fake.answers.push("lost", "lost");
  await settled(
    call("startCollection", {
      body: { readingId: "r-1", noPhotoYet: true },
      idempotencyKey: "key-1",
    }),
  );
  expect(fake.requests).toHaveLength(4);
});

test("does not retry a refusal", async () => {
  fake.answers.push(refusedWith("not-found"));
  const answer = await settled(call("readCollection", { params: { collectionId: "c-1" } }));
  expect(answer.ok).toBe(false);
  expect(fake.requests).toEqual(["GET https://service.test/v1/collections/c-1"]);
});

test("deletes an expired session, and retains the session after any other refusal", async () => {
  storeSession("token");
  fake.answers.push(refusedWith("not-found"));
  await settled(call("readCollection", { params: { collectionId: "c-1" } }));
  expect(sessionToken()).toBe("token");
  fake.answers.push(refusedWith("session-expired"));
  await settled(call("listCollections", {}));
  expect(sessionToken()).toBeNull();
  expect(fake.stored.get("gradphoto-session")).toBeUndefined();
});

test("follows another tab's change to the session at once", () => {
  storeSession("token");
  fake.writeElsewhere("gradphoto-session", null);
  expect(sessionToken()).toBeNull();
});

test("an expired session does not delete a newer one that another tab has started", async () => {
  storeSession("old");
  // The storage event of the other tab has not arrived yet.
  fake.platform.store.write("gradphoto-session", "new");
  fake.answers.push(refusedWith("session-expired"));
  await settled(call("listCollections", {}));
  expect(fake.stored.get("gradphoto-session")).toBe("new");
  expect(sessionToken()).toBe("new");
});
