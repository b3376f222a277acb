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

test("the chosen photo is there after a reload, under the key of its upload, for its own collection alone", async () => {
  (await reloaded()).storePhotoDraft(draft);
  expect(await (await reloaded()).photoDraft("c-1")).toEqual(draft);
  expect(await (await reloaded()).photoDraft("c-2")).toBeNull();
});

test("where the picture could not be kept, nothing is there", async () => {
  (await reloaded()).storePhotoDraft(draft);
  fake.saved.picture = null;
  expect(await (await reloaded()).photoDraft("c-1")).toBeNull();
});

test("one that was sent, or is older than an hour, is forgotten with its picture", async () => {
  const { storePhotoDraft } = await reloaded();
  storePhotoDraft(draft);
  storePhotoDraft(null);
  expect([fake.saved.picture, fake.stored.size]).toEqual([null, 0]);
  storePhotoDraft(draft);
  vi.advanceTimersByTime(3_600_000);
  expect(await (await reloaded()).photoDraft("c-1")).toBeNull();
  expect([fake.saved.picture, fake.stored.size]).toEqual([null, 0]);
});

test.each(["", "no json", "7", '{"collectionId":"c-1"}', '{"collectionId":"c-1","source":"web","idempotencyKey":"k"}'])(
  "what was kept and is spoilt (%s) counts for nothing",
  async (stored) => {
    fake.stored.set("gradphoto-photo-draft", stored);
    fake.saved.picture = picture;
    expect(await (await reloaded()).photoDraft("c-1")).toBeNull();
  },
);
