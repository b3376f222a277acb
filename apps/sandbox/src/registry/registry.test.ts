import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { settings } from "../settings.ts";
import { minutes, openSandbox, passTime } from "../testing/open-sandbox.ts";
import { jpegSize } from "./upload.ts";

const authorization = `Bearer ${settings.registry.key}`;
/** Builds a JPEG header with these dimensions and no data. */
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

const students = z.array(
  z.object({ id: z.string(), schoolCode: z.string(), name: z.string(), studentNumber: z.string() }),
);
const issued = z.object({ codeId: z.string() });

function open() {
  const sandbox = openSandbox();
  /** Builds an item of a batch, with a new code unless one is passed. */
  async function item(
    itemId: string,
    fields: { photo?: Buffer; codeId?: string; studentId?: string } = {},
  ) {
    const { photo = jpeg(480, 640), studentId = "student-1" } = fields;
    const student = students
      .parse((await sandbox.get("/control/chsi/students")).body)
      .find(({ id }) => id === studentId);
    if (!student) throw new Error("CHSI does not know the student");
    const { schoolCode, name, studentNumber } = student;
    const codeId =
      fields.codeId ??
      issued.parse((await sandbox.post("/control/chsi/codes", { studentId })).body).codeId;
    const photoSha256 = createHash("sha256").update(photo).digest("hex");
    return {
      itemId,
      codeId,
      schoolCode,
      name,
      studentNumber,
      photoSha256,
      photo: photo.toString("base64"),
    };
  }
  return {
    ...sandbox,
    item,
    upload: (batchId: string, ...items: object[]) =>
      sandbox.post("/registry/batches", { batchId, items }, { authorization }),
    result: (batchId: string) => sandbox.get(`/registry/batches/${batchId}`, { authorization }),
  };
}

test("a repeated batch is received once and accepted with a receipt for each photo", async () => {
  const { upload, result, get, item } = open();
  const [item1, item2] = [await item("1"), await item("2")];
  const first = await upload("b-1", item1, item2);
  expect(first).toMatchObject({
    status: 200,
    body: { batchId: "b-1", receipt: expect.stringMatching(/^B/) },
  });
  expect(await upload("b-1", item1, item2)).toEqual(first);
  expect(await upload("b-1", item1)).toMatchObject({
    status: 409,
    body: { code: "batch-differs" },
  });
  expect((await result("b-1")).body.items).toMatchObject([
    { itemId: "1", state: "accepted", receipt: expect.stringMatching(/^R/), duplicate: false },
    { itemId: "2", state: "accepted" },
  ]);
  expect((await get("/control/registry/books")).body).toMatchObject({
    uploads: 3,
    batches: [{ batchId: "b-1" }],
  });
});

test("a second photo for an accepted code is a duplicate with the same receipt", async () => {
  const { upload, result, item } = open();
  const accepted = await item("1");
  await upload("b-1", accepted);
  const [first] = itemsOf((await result("b-1")).body.items);
  await upload("b-2", await item("2", { photo: jpeg(480, 640, 1), codeId: accepted.codeId }));
  const [second] = itemsOf((await result("b-2")).body.items);
  expect(second).toMatchObject({ state: "accepted", duplicate: true, receipt: first?.receipt });
});

test("a photo that is not a JPEG, has the wrong size or does not match its hash is refused", async () => {
  const { upload, result, item } = open();
  await upload(
    "b-1",
    await item("1", { photo: jpeg(640, 480) }),
    await item("2", { photo: Buffer.from("no photo") }),
    {
      ...(await item("3")),
      photoSha256: "0".repeat(64),
    },
  );
  expect(itemsOf((await result("b-1")).body.items).map(({ reason }) => reason)).toEqual([
    "wrong-size",
    "not-jpeg",
    "sha256-differs",
  ]);
});

test("a student who is unknown, has another enrolment or already has a photo is refused", async () => {
  const { app, upload, result, item } = open();
  const payload = { collected: true };
  await app.inject({ method: "PATCH", url: "/control/chsi/students/student-2", payload });
  await upload(
    "b-1",
    await item("1", { codeId: "nobody" }),
    { ...(await item("2")), studentNumber: "2020999999" },
    await item("3", { studentId: "student-2" }),
    await item("4"),
  );
  expect(itemsOf((await result("b-1")).body.items).map(({ reason }) => reason)).toEqual([
    "unknown-student",
    "enrolment-differs",
    "already-collected",
    null,
  ]);
});

test("ordered refusals are returned after the configured delay", async () => {
  const sandbox = open();
  await sandbox.post("/control/registry/refusals", { reason: "background" });
  await sandbox.post("/control/registry/delay", { decideAfterSeconds: 120 });
  await sandbox.upload("b-1", await sandbox.item("1"), await sandbox.item("2"));
  const states = async () =>
    itemsOf((await sandbox.result("b-1")).body.items).map(({ state }) => state);
  expect(await states()).toEqual(["pending", "pending"]);
  passTime(sandbox, minutes(2));
  expect(await states()).toEqual(["refused", "accepted"]);
  expect(await sandbox.post("/control/registry/refusals", { reason: "mood" })).toMatchObject({
    status: 400,
  });
});

test("faults can be ordered: still pending, duplicate answers, busy; a wrong key or batch is refused", async () => {
  const sandbox = open();
  await sandbox.upload("b-1", await sandbox.item("1"));
  const order = (target: string, kind: string) => sandbox.post("/control/faults", { target, kind });
  await order("registry-result", "still-pending");
  expect(itemsOf((await sandbox.result("b-1")).body.items)).toMatchObject([{ state: "pending" }]);
  await order("registry-result", "duplicate-answers");
  expect(itemsOf((await sandbox.result("b-1")).body.items)).toHaveLength(2);
  await order("registry-upload", "busy");
  expect(await sandbox.upload("b-2", await sandbox.item("2"))).toMatchObject({
    status: 503,
    body: { code: "busy" },
  });
  expect(await sandbox.result("b-2")).toMatchObject({
    status: 404,
    body: { code: "unknown-batch" },
  });
  expect(await sandbox.get("/registry/batches/b-1")).toMatchObject({ status: 401 });
  expect(await sandbox.upload("b-3", { itemId: "1" })).toMatchObject({ status: 400 });
});

test("the size of a JPEG is read from its frame header, and other files have none", () => {
  expect(jpegSize(jpeg(480, 640))).toEqual({ width: 480, height: 640 });
  for (const bytes of [[], [0xff, 0xd8], [0xff, 0xd8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
    expect(jpegSize(Uint8Array.from(bytes))).toBeUndefined();
});

function itemsOf(items: unknown): Record<string, unknown>[] {
  if (!Array.isArray(items)) throw new Error("There are no items");
  return items;
}
