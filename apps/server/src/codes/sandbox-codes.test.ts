import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { startCollection } from "../collections/start-collection.ts";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { systemClock } from "../infra/clock.ts";
import { createHttpIssuer } from "../infra/collection-code-issuer/http-issuer.ts";
import { createRateLimits } from "../infra/rate-limit.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { openTestDatabase, startSandbox } from "../testing/resources.ts";
import { createPictureReader } from "./picture-reader.ts";
import { codeHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const sandbox = await startSandbox();
const world = openStudentWorld(db);
const deps = { ...world.deps, clock: systemClock };
const rateLimits = createRateLimits(deps);
const issuer = createHttpIssuer({
  baseUrl: sandbox.url,
  ...sandbox.settings.chsi,
  timeoutMs: 20_000,
});
const { read: readPicture, close } = createPictureReader({
  heic: true,
  timeoutMs: 10_000,
  maxWaiting: 8,
});
afterAll(close);
const handlers = codeHandlers({ ...deps, rateLimits, issuer, readPicture });
/** Student 2 of the sandbox: 暨南大学, bachelor, next year; the last four characters are 002X. */
const student = { studentId: "student-2" };
let account: string;

beforeAll(async () => {
  const now = systemClock();
  await world.addSchool();
  account = await world.addAccount();
  await world.addProject({
    graduationYear: now.getUTCFullYear() + 1,
    opensAt: new Date(now.getTime() - 86_400_000),
    closesAt: new Date(now.getTime() + 86_400_000),
  });
});

const picture = async (): Promise<Uint8Array> => {
  const response = await fetch(`${sandbox.url}/control/chsi/codes.png`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(student),
  });
  return new Uint8Array(await response.arrayBuffer());
};
/** Draws a QR code including its quiet zone. */
const qrPicture = async (text: string, sidePx: number): Promise<Buffer> => {
  const wasmPath = createRequire(import.meta.url).resolve("zxing-wasm/writer/zxing_writer.wasm");
  await prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmPath)).buffer },
  });
  const { data, width, height } = (await writeBarcode(text, { format: "QRCode" })).symbol;
  return sharp(Uint8Array.from(data), { raw: { width, height, channels: 1 } })
    .resize(sidePx - 80, sidePx - 80, { kernel: "nearest" })
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: "#fff" })
    .png()
    .toBuffer();
};
const textOf = async (bytes: Uint8Array) =>
  handlers.readCodePicture({ receivePicture: async () => bytes }, studentCall(account));
const read = (text: string) => handlers.readCode({ body: { text } }, studentCall(account));
const verify = (readingId: string, lastFour: string) =>
  handlers.verifyCode({ body: { readingId, lastFour } }, studentCall(account));
const issued = async (variant: string): Promise<string> =>
  z
    .object({ text: z.string() })
    .parse(await sandbox.control("POST", "/chsi/codes", { ...student, variant })).text;

describe("reading a code from a picture", () => {
  /** Adds the moiré of a photographed screen, too strong for direct reading. */
  async function withMoire(bytes: Uint8Array): Promise<Uint8Array> {
    const plain = sharp(bytes).flatten({ background: "#fff" }).resize(1000).removeAlpha().raw();
    const { data, info } = await plain.toBuffer({ resolveWithObject: true });
    const turn = (2 * Math.PI) / 11;
    const screen = data.map((value, at) => {
      const pixel = Math.floor(at / info.channels);
      const [x, y] = [pixel % info.width, Math.floor(pixel / info.width)];
      const wave =
        Math.sin(turn * (x * 0.97 + y * 0.24)) * Math.sin((turn / 1.1) * (y * 0.97 - x * 0.24));
      return Math.max(0, Math.min(255, value * 0.75 + 40 + 120 * wave));
    });
    return sharp(screen, { raw: info }).jpeg({ quality: 90 }).toBuffer();
  }

  test.each([
    ["as saved", async (bytes: Uint8Array) => bytes],
    [
      "as a small JPEG on its side",
      (bytes: Uint8Array) => sharp(bytes).rotate(90).jpeg({ quality: 40 }).toBuffer(),
    ],
    [
      "inside a screenshot",
      (bytes: Uint8Array) =>
        sharp(bytes)
          .extend({ top: 900, bottom: 700, left: 100, right: 100, background: "#eee" })
          .webp()
          .toBuffer(),
    ],
    ["photographed from a screen", withMoire],
  ])("reads a code from a picture %s", async (_, change) => {
    expect(await textOf(await change(await picture()))).toEqual({
      text: expect.stringMatching(/^GPC1\./),
    });
  });

  test.each([
    ["beside it", "png", { left: 0, top: 0 }, { left: 700, top: 100 }],
    ["in front of it", "webp", { left: 700, top: 0 }, { left: 0, top: 100 }],
    ["above it", "jpeg", { left: 0, top: 600 }, { left: 0, top: 0 }],
    ["below it", "png", { left: 0, top: 0 }, { left: 0, top: 700 }],
  ] as const)(
    "reads the collection code with another QR code %s, as %s",
    async (_, format, ofCode, ofOther) => {
      const page = sharp({
        create: { width: 1300, height: 1300, channels: 3, background: "#fff" },
      }).composite([
        {
          input: await sharp(await picture())
            .resize(600)
            .toBuffer(),
          ...ofCode,
        },
        { input: await qrPicture("https://example.org/poster", 500), ...ofOther },
      ]);
      expect(await textOf(await page.toFormat(format).toBuffer())).toEqual({
        text: expect.stringMatching(/^GPC1\./),
      });
    },
  );

  test("returns the text of any other QR code, which the issuer then refuses", async () => {
    expect(await textOf(await qrPicture("https://example.org/poster", 600))).toEqual({
      text: "https://example.org/poster",
    });
  });

  test("refuses pictures without a code, of another type or truncated, each with its own error code", async () => {
    const blank = await sharp({
      create: { width: 300, height: 300, channels: 3, background: "#888" },
    })
      .png()
      .toBuffer();
    const code = await sharp(await picture())
      .jpeg()
      .toBuffer();
    expect(await textOf(blank)).toEqual({ refused: "code-unreadable", details: {} });
    expect(
      await textOf(new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>")),
    ).toMatchObject({
      refused: "photo-wrong-type",
    });
    expect(await textOf(code.subarray(0, code.length / 3))).toMatchObject({
      refused: "photo-broken",
    });
    expect(await textOf(new Uint8Array())).toMatchObject({ refused: "photo-broken" });
  });
});

test("a code picture leads to a started collection, after wrong and then right last four characters", async () => {
  const match = accepted(await textOf(await picture()));
  const reading = accepted(await read(match.text));
  expect(await verify(reading.readingId, "0021")).toEqual({
    refused: "last-four-wrong",
    details: { attemptsLeft: 4 },
  });
  expect(await verify(reading.readingId, "002X")).toMatchObject({
    student: { nameMasked: "测**", school: "暨南大学", studentNumberMasked: "*******002" },
  });
  expect(await startCollection(deps, reading.readingId, account)).toMatch(/^[0-9a-f-]{36}$/);
  expect(await read(match.text)).toMatchObject({ refused: "code-already-collected" });
});

test.each([
  ["expired", "code-not-collection"],
  ["truncated", "code-not-collection"],
  ["forged", "code-forged"],
  ["altered", "code-forged"],
  ["other-issuer", "code-forged"],
])("refuses a code that is %s: %s", async (variant, refused) => {
  expect(await read(await issued(variant))).toEqual({ refused, details: {} });
});

test.each(["busy", "server-error", "garbage", "lost-answer"])(
  "reports the issuer as unavailable when it answers %s",
  async (kind) => {
    const text = await issued("genuine");
    await sandbox.orderFault("chsi", kind);
    expect(await read(text)).toEqual({ refused: "code-issuer-unavailable", details: {} });
  },
);
