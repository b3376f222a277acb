import { beforeEach, expect, test, vi } from "vitest";
import { openFakePlatform } from "../testing/fake-platform.ts";

const fake = openFakePlatform();
vi.mock("../platform/index.ts", () => ({ platform: fake.platform }));

const picture = { url: "blob:photo", bytes: 3 };
const draft = { collectionId: "c-1", picture, source: "album", idempotencyKey: "key-1" } as const;

/** Simulates a reload of the page. */
async function reloaded() {
  vi.resetModules();
  return import("./photo-draft.ts");
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  fake.stored.clear();
  fake.saved.picture = null;
});

test("restores the selected photo after a reload, with its upload key, only for its own collection", async () => {
  (await reloaded()).storePhotoDraft(draft);
  expect(await (await reloaded()).photoDraft("c-1")).toEqual(draft);
  expect(await (await reloaded()).photoDraft("c-2")).toBeNull();
});

test("restores nothing if the picture could not be stored", async () => {
  (await reloaded()).storePhotoDraft(draft);
  fake.saved.picture = null;
  expect(await (await reloaded()).photoDraft("c-1")).toBeNull();
});

test("deletes a draft and its picture after sending or after an hour", async () => {
  const { storePhotoDraft } = await reloaded();
  storePhotoDraft(draft);
  storePhotoDraft(null);
  expect([fake.saved.picture, fake.stored.size]).toEqual([null, 0]);
  storePhotoDraft(draft);
  vi.advanceTimersByTime(3_600_000);
  expect(await (await reloaded()).photoDraft("c-1")).toBeNull();
  expect([fake.saved.picture, fake.stored.size]).toEqual([null, 0]);
});

test.each([
  "",
  "no json",
  "7",
  '{"collectionId":"c-1"}',
  '{"collectionId":"c-1","source":"web","idempotencyKey":"k"}',
])("ignores a damaged stored draft (%s)", async (stored) => {
  fake.stored.set("gradphoto-photo-draft", stored);
  fake.saved.picture = picture;
  expect(await (await reloaded()).photoDraft("c-1")).toBeNull();
});
