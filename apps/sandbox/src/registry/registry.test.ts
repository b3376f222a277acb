import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { settings } from "../settings.ts";
import { minutes, openSandbox, passTime } from "../testing/open-sandbox.ts";
import { jpegSize } from "./jpeg-size.ts";

const authorization = `Bearer ${settings.registry.key}`;
/** A JPEG's header of so many pixels, and nothing after it. */
const jpeg = (width: number, height: number, mark = 0): Buffer =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    mark,
    0,
    0xff,
    0xc0,
    0,
    8,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    0xff,
    0xd9,
  ]);
const item = (itemId: string, photo = jpeg(480, 640), collectionNumber = `c-${itemId}`) => ({
  itemId,
  collectionNumber,
  photoSha256: createHash("sha256").update(photo).digest("hex"),
  photo: photo.toString("base64"),
});

function open() {
  const sandbox = openSandbox();
  return {
    ...sandbox,
    upload: (batchId: string, ...items: object[]) =>
      sandbox.post("/registry/batches", { batchId, items }, { authorization }),
    result: (batchId: string) => sandbox.get(`/registry/batches/${batchId}`, { authorization }),
  };
}

test("a batch is received once, however often it comes, and accepted with a receipt for each photo", async () => {
  const { upload, result, get } = open();
  const first = await upload("b-1", item("1"), item("2"));
  expect(first).toMatchObject({ status: 200, body: { batchId: "b-1", receipt: expect.stringMatching(/^B/) } });
  expect(await upload("b-1", item("1"), item("2"))).toEqual(first);
  expect(await upload("b-1", item("1"))).toMatchObject({ status: 409, body: { code: "batch-differs" } });
  expect((await result("b-1")).body.items).toMatchObject([
    { itemId: "1", state: "accepted", receipt: expect.stringMatching(/^R/), duplicate: false },
    { itemId: "2", state: "accepted" },
  ]);
  expect((await get("/control/registry/books")).body).toMatchObject({ uploads: 3, batches: [{ batchId: "b-1" }] });
});

test("a photo of a number that was accepted is a duplicate with the same receipt", async () => {
  const { upload, result } = open();
  await upload("b-1", item("1", jpeg(480, 640), "same"));
  const [first] = itemsOf((await result("b-1")).body.items);
  await upload("b-2", item("2", jpeg(480, 640, 1), "same"));
  const [second] = itemsOf((await result("b-2")).body.items);
  expect(second).toMatchObject({ state: "accepted", duplicate: true, receipt: first?.receipt });
});

test("what is no JPEG of the right size, or not what its hash says, is refused", async () => {
  const { upload, result } = open();
  await upload("b-1", item("1", jpeg(640, 480)), item("2", Buffer.from("no photo")), {
    ...item("3"),
    photoSha256: "0".repeat(64),
  });
  expect(itemsOf((await result("b-1")).body.items).map(({ reason }) => reason)).toEqual([
    "wrong-size",
    "not-jpeg",
    "sha256-differs",
  ]);
});

test("refusals are made as ordered, after the delay that was set", async () => {
  const sandbox = open();
  await sandbox.post("/control/registry/refusals", { reason: "background" });
  await sandbox.post("/control/registry/delay", { decideAfterSeconds: 120 });
  await sandbox.upload("b-1", item("1"), item("2"));
  const states = async () => itemsOf((await sandbox.result("b-1")).body.items).map(({ state }) => state);
  expect(await states()).toEqual(["pending", "pending"]);
  passTime(sandbox, minutes(2));
  expect(await states()).toEqual(["refused", "accepted"]);
  expect(await sandbox.post("/control/registry/refusals", { reason: "mood" })).toMatchObject({ status: 400 });
});

test("faults: still pending, answers twice, busy; a stranger and an unknown batch", async () => {
  const sandbox = open();
  await sandbox.upload("b-1", item("1"));
  const order = (target: string, kind: string) => sandbox.post("/control/faults", { target, kind });
  await order("registry-result", "still-pending");
  expect(itemsOf((await sandbox.result("b-1")).body.items)).toMatchObject([{ state: "pending" }]);
  await order("registry-result", "duplicate-answers");
  expect(itemsOf((await sandbox.result("b-1")).body.items)).toHaveLength(2);
  await order("registry-upload", "busy");
  expect(await sandbox.upload("b-2", item("2"))).toMatchObject({ status: 503, body: { code: "busy" } });
  expect(await sandbox.result("b-2")).toMatchObject({ status: 404, body: { code: "unknown-batch" } });
  expect(await sandbox.get("/registry/batches/b-1")).toMatchObject({ status: 401 });
  expect(await sandbox.upload("b-3", { itemId: "1" })).toMatchObject({ status: 400 });
});

test("the size of a JPEG is read from its frame, and of nothing else", () => {
  expect(jpegSize(jpeg(480, 640))).toEqual({ width: 480, height: 640 });
  for (const bytes of [[], [0xff, 0xd8], [0xff, 0xd8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
    expect(jpegSize(Uint8Array.from(bytes))).toBeUndefined();
});

function itemsOf(items: unknown): Record<string, unknown>[] {
  if (!Array.isArray(items)) throw new Error("There are no items");
  return items;
}
