import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { settings } from "../settings.ts";
import {
  minutes,
  type OpenSandbox,
  openSandbox,
  passTime,
  type Reply,
} from "../testing/open-sandbox.ts";

const authorization = `Bearer ${settings.chsi.key}`;
const issued = z.object({ codeId: z.string(), text: z.string() });

let sandbox: OpenSandbox;
beforeEach(() => {
  sandbox = openSandbox();
});

const issue = async (body: object) =>
  issued.parse((await sandbox.post("/control/chsi/codes", body)).body);
const decode = (text: string): Promise<Reply> =>
  sandbox.post("/chsi/decode", { text }, { authorization });
const verify = (text: string, lastFour: string): Promise<Reply> =>
  sandbox.post("/chsi/verify", { text, lastFour }, { authorization });
const student1 = { studentId: "student-1" };

describe("a genuine code", () => {
  test("decodes to school, category and year, and nothing that identifies the student", async () => {
    const { codeId, text } = await issue(student1);
    const { status, body } = await decode(text);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      codeId,
      schoolCode: "10559",
      schoolName: "暨南大学",
      category: "bachelor",
      graduationYear: 2026,
    });
    expect(JSON.stringify(body)).not.toMatch(/测试|990000|"0018"/);
  });

  test("contains a keyed hash of the last four characters for the server to compare", async () => {
    const { codeId, text } = await issue(student1);
    const hash = createHmac("sha256", settings.chsi.lastFourKey)
      .update(`${codeId}:0018`)
      .digest("hex");
    expect((await decode(text)).body.lastFourHash).toBe(hash);
  });

  test.each([
    ["student-1", "0018"],
    ["student-2", "002X"],
    ["student-2", "002x"],
    ["student-3", "4567"],
    ["student-4", "5678"],
    ["student-5", "6788"],
  ])("returns %s for the last four characters %s", async (studentId, lastFour) => {
    const { body, status } = await verify((await issue({ studentId })).text, lastFour);
    expect(status).toBe(200);
    expect(body.name).toMatch(/测试/);
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining([
        "department",
        "major",
        "class",
        "level",
        "studentNumber",
        "schoolCode",
      ]),
    );
    expect(JSON.stringify(body)).not.toContain("idNumber");
  });

  test("can have another school, category and year than its student", async () => {
    const { text } = await issue({
      ...student1,
      schoolCode: "10558",
      category: "adult",
      graduationYear: 2031,
    });
    expect((await decode(text)).body).toMatchObject({
      schoolName: "中山大学",
      category: "adult",
      graduationYear: 2031,
    });
  });

  test("expires after thirty days", async () => {
    const { text } = await issue(student1);
    passTime(sandbox, minutes(30 * 24 * 60) - 1);
    expect((await decode(text)).status).toBe(200);
    passTime(sandbox, 1);
    expect(await decode(text)).toMatchObject({ status: 422, body: { code: "expired" } });
  });

  test("can be read from a picture", async () => {
    const wasmPath = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
    const wasm = readFileSync(wasmPath);
    await prepareZXingModule({
      overrides: { wasmBinary: Uint8Array.from(wasm).buffer },
      fireImmediately: true,
    });
    const { rawPayload, headers } = await sandbox.app.inject({
      method: "POST",
      url: "/control/chsi/codes.png",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(student1),
    });
    expect(headers["content-type"]).toBe("image/png");
    const [row] = await readBarcodes(Uint8Array.from(rawPayload), { formats: ["QRCode"] });
    expect((await decode(row?.text ?? "")).status).toBe(200);
  });
});

describe("refused codes", () => {
  test.each([
    ["expired", "expired"],
    ["forged", "forged"],
    ["altered", "forged"],
    ["other-issuer", "other-issuer"],
    ["truncated", "not-a-code"],
  ])("a code that is %s is refused as %s", async (variant, code) => {
    const { text } = await issue({ ...student1, variant });
    expect(await decode(text)).toMatchObject({ status: 422, body: { code } });
    expect(await verify(text, "0018")).toMatchObject({ status: 422, body: { code } });
  });

  test.each([
    ["nothing", ""],
    ["an address", "https://example.cn/q"],
    ["its prefix", "GPC1"],
    ["its form with parts too short", "GPC1.sim1.AAAA.BBBB"],
    ["far too long", `GPC1.sim1.${"A".repeat(9000)}.B`],
    ["of a version nobody knows", "GPC2.sim1.AAAA.BBBB"],
  ])("a text that is %s is refused as not a code", async (_, text) => {
    expect(await decode(text)).toMatchObject({ status: 422, body: { code: "not-a-code" } });
  });

  test("refuses a code in which any character is changed", async () => {
    const { text } = await issue(student1);
    for (let at = 0; at < text.length - 1; at += 7) {
      const changed = `${text.slice(0, at)}${text[at] === "B" ? "C" : "B"}${text.slice(at + 1)}`;
      expect((await decode(changed)).status, `character ${at}`).toBe(422);
    }
  });

  test("refuses wrong last four characters, and a student whose photo was already collected", async () => {
    const { text } = await issue(student1);
    expect(await verify(text, "0019")).toMatchObject({
      status: 422,
      body: { code: "last-four-wrong" },
    });
    await sandbox.app.inject({
      method: "PATCH",
      url: "/control/chsi/students/student-1",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify({ collected: true }),
    });
    expect(await verify(text, "0019")).toMatchObject({ body: { code: "last-four-wrong" } });
    expect(await verify(text, "0018")).toMatchObject({
      status: 409,
      body: { code: "already-collected" },
    });
  });

  test("refuses a request without the gateway's key", async () => {
    const { text } = await issue(student1);
    expect(await sandbox.post("/chsi/decode", { text })).toMatchObject({
      status: 401,
      body: { code: "unauthorized" },
    });
    expect(
      await sandbox.post("/chsi/verify", { text, lastFour: "0018" }, { authorization: "Bearer x" }),
    ).toMatchObject({ status: 401 });
  });

  test("refuses a malformed request body", async () => {
    expect(await sandbox.post("/chsi/decode", { text: 7 }, { authorization })).toMatchObject({
      status: 400,
      body: { code: "bad-request" },
    });
  });
});

describe("test students", () => {
  test("test students can be created without input, each one different", async () => {
    const first = await sandbox.post("/control/chsi/students", {});
    const second = await sandbox.post("/control/chsi/students", {
      name: "测试新",
      schoolCode: "10001",
      schoolName: "北京大学",
    });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.idNumber).not.toBe(second.body.idNumber);
    const { text } = await issue({ studentId: second.body.id });
    expect((await decode(text)).body).toMatchObject({
      schoolCode: "10001",
      schoolName: "北京大学",
    });
  });

  test.each([
    ["a name without 测试", { name: "王小明" }],
    ["a mainland number that passes its checksum", { idNumber: "11010519491231002X" }],
    ["a Hong Kong number that passes its checksum", { idNumber: "G123456(A)" }],
    ["a Taiwan number that passes its checksum", { idNumber: "A123456789" }],
    ["a category the contract does not know", { category: "kindergarten" }],
  ])("a test student with %s is refused", async (_, fields) => {
    expect(await sandbox.post("/control/chsi/students", fields)).toMatchObject({ status: 400 });
  });
});

test("the page is marked 模拟 and offers the code as a downloadable picture", async () => {
  const { body } = await sandbox.app.inject({ method: "GET", url: "/chsi" });
  expect(body).toContain("模拟");
  expect(body).toContain("测试甲");
  const response = await sandbox.app.inject({
    method: "POST",
    url: "/chsi",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "studentId=student-1&schoolCode=&category=&graduationYear=",
  });
  expect(response.body).toMatch(/href="data:image\/png;base64,[^"]+" download="/);
});

test("the gateway returns ordered faults", async () => {
  const { text } = await issue(student1);
  await sandbox.post("/control/faults", { target: "chsi", kind: "busy" });
  expect(await decode(text)).toMatchObject({ status: 503, body: { code: "busy" } });
  await sandbox.post("/control/faults", { target: "chsi", kind: "slow", delayMs: 30_000 });
  expect((await decode(text)).status).toBe(200);
  expect(sandbox.waitedMs).toEqual([30_000]);
});
