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

/** Result of the work, with the waits between retries skipped. */
async function settled<Value>(work: Promise<Value>): Promise<Value> {
  await vi.runAllTimersAsync();
  return work;
}

test("a question that is not answered is asked again after half a second, then longer, until it is", async () => {
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

test("after four tries it is told that the service cannot be reached", async () => {
  const answer = await settled(call("listCollections", {}));
  expect(answer).toMatchObject({ ok: false, problem: { code: "network-unreachable" } });
  expect(fake.requests).toHaveLength(4);
});

test("an act without a key is tried once: a second try could be a second act", async () => {
  await settled(call("signInWithSms", { body: { phone: "13800000000", code: "123456" } }));
  expect(fake.requests).toHaveLength(1);
});

test("an act with a key is tried again under the same key", async () => {
  fake.answers.push("lost", "lost");
  await settled(call("startCollection", { body: { readingId: "r-1", noPhotoYet: true }, idempotencyKey: "key-1" }));
  expect(fake.requests).toHaveLength(4);
});

test("a refusal is an answer and is not asked again", async () => {
  fake.answers.push(refusedWith("not-found"));
  const answer = await settled(call("readCollection", { params: { collectionId: "c-1" } }));
  expect(answer.ok).toBe(false);
  expect(fake.requests).toEqual(["GET https://service.test/v1/collections/c-1"]);
});

test("a session that has ended is forgotten, another refusal leaves it", async () => {
  storeSession("token");
  fake.answers.push(refusedWith("not-found"));
  await settled(call("readCollection", { params: { collectionId: "c-1" } }));
  expect(sessionToken()).toBe("token");
  fake.answers.push(refusedWith("session-expired"));
  await settled(call("listCollections", {}));
  expect(sessionToken()).toBeNull();
  expect(fake.stored.get("gradphoto-session")).toBeUndefined();
});

test("what another tab does to the session counts here at once", () => {
  storeSession("token");
  fake.writeElsewhere("gradphoto-session", null);
  expect(sessionToken()).toBeNull();
});

test("a session that ended here does not take along the newer one that another tab has begun", async () => {
  storeSession("old");
  // The storage event of the other tab has not arrived yet.
  fake.platform.store.write("gradphoto-session", "new");
  fake.answers.push(refusedWith("session-expired"));
  await settled(call("listCollections", {}));
  expect(fake.stored.get("gradphoto-session")).toBe("new");
  expect(sessionToken()).toBe("new");
});
