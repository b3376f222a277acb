import { photoSpecs } from "@gradphoto/domain/photo-standard";
import { parseReport } from "@gradphoto/domain/photo-standard/schemas";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { loadEngine } from "./node/decoder.ts";
import type { Outcome } from "./outcome.ts";
import { type Engine, standardize } from "./standardize.ts";
import { jpegFactsOf } from "./steps/jpeg-facts.ts";
import {
  compareGolden,
  formatGolden,
  measureGolden,
  parseGolden,
  readGoldens,
} from "./testing/golden.ts";
import { readPackagePhotos } from "./testing/photos.ts";
import { resampleError } from "./testing/resample-error.ts";
import {
  findSpec,
  readPortrait,
  sharedEngine,
  standardizeCached,
} from "./testing/shared-engine.ts";
import { verifyPhoto } from "./verify.ts";

const portrait = readPortrait();
const blue = findSpec("chsi-blue");
let engine: Engine;
let made: Outcome;

beforeAll(async () => {
  engine = await sharedEngine();
  made = await standardizeCached(portrait, blue);
});

const failing = ({ report }: Outcome): string[] =>
  report.findings.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);

describe("a good portrait", () => {
  test("becomes a standard photo whose report is valid and lists every operation", () => {
    expect(failing(made)).toEqual([]);
    expect(made.kind).toBe("made");
    expect(parseReport(JSON.parse(JSON.stringify(made.report)))).toEqual(made.report);
    expect(made.report.operations.map(({ op }) => op)).toEqual([
      "crop",
      "scale",
      "replace-background",
      "encode-jpeg",
    ]);
  });

  test("gives the same bytes twice", async () => {
    const repeated = await standardize(portrait, blue, await loadEngine({ heic: true }));
    expect(repeated.report.output?.sha256).toBe(made.report.output?.sha256);
  });

  test("names its processing in the file only if the spec requests that", async () => {
    const marked = await standardizeCached(portrait, {
      ...blue,
      id: "marked",
      marksProcessing: true,
    });
    const xmpOf = async ({ photo }: Outcome) =>
      photo && (await sharp(photo).metadata()).xmpAsString;
    expect(await xmpOf(made)).toBeUndefined();
    expect(await xmpOf(marked)).toContain("algorithmicallyEnhanced");
  });

  test("every pixel inside the person matches a plain resample of the source at 45 dB or better", async () => {
    const { psnrDb, opaquePixels } = await resampleError(portrait, blue, engine);
    expect(opaquePixels).toBeGreaterThan(50_000);
    expect(psnrDb).toBeGreaterThanOrEqual(45);
  });

  test.each(photoSpecs)(
    "becomes a photo that matches $id, or is refused only for geometry or size",
    async (spec) => {
      const outcome = await standardizeCached(portrait, spec);
      const reasons = failing(outcome);
      for (const id of reasons)
        expect(["face-width", "eye-line", "hair-top", "low-resolution", "file-size"]).toContain(id);
      if (!outcome.photo) return expect(reasons).toContain("low-resolution");
      const facts = jpegFactsOf(outcome.photo);
      expect(facts).toMatchObject({
        width: spec.widthPx,
        height: spec.heightPx,
        dpi: spec.dpi,
        baseline: true,
        components: 3,
        hasExif: false,
        hasIcc: false,
      });
      expect(facts?.quality).toBeGreaterThanOrEqual(spec.file.minQuality);
    },
  );
});

describe("verify", () => {
  test("passes a photo made by the engine", async () => {
    const verification = await verifyPhoto(made.photo ?? new Uint8Array(), blue, engine);
    expect(
      verification.findings.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id),
    ).toEqual([]);
  });

  test("refuses a photo made for another spec by its background colour", async () => {
    const { photo } = await standardizeCached(portrait, findSpec("chsi-white"));
    const verification = await verifyPhoto(photo ?? new Uint8Array(), blue, engine);
    expect(verification.findings.find(({ id }) => id === "background-colour")?.verdict).toBe(
      "fail",
    );
  });

  test("refuses a finished file with two people or none, and still measures it", async () => {
    const half = await sharp(made.photo ?? new Uint8Array())
      .resize(240, 320)
      .toBuffer();
    const wall = sharp({
      create: { width: 480, height: 640, channels: 3, background: blue.background },
    });
    const nobody = await wall.clone().jpeg().toBuffer();
    const two = await wall
      .composite([
        { input: half, left: 0, top: 320 },
        { input: half, left: 240, top: 320 },
      ])
      .jpeg()
      .toBuffer();
    const passerBy = await sharp(portrait).resize(150, 200).toBuffer();
    const secondSmall = await sharp(portrait)
      .resize(480, 640)
      .composite([{ input: passerBy, left: 0, top: 0 }])
      .jpeg()
      .toBuffer();
    const failedOf = async (file: Uint8Array) =>
      (await verifyPhoto(file, blue, engine)).findings
        .filter(({ verdict }) => verdict === "fail")
        .map(({ id }) => id);
    expect(await failedOf(two)).toEqual(expect.arrayContaining(["face-count", "density"]));
    expect(await failedOf(secondSmall)).toContain("face-count");
    expect(await failedOf(nobody)).toEqual(expect.arrayContaining(["no-face", "density"]));
  });

  test("reports for a PNG that a finished photo must be a JPG file", async () => {
    const png = await sharp(portrait).png().toBuffer();
    const refusal = (await verifyPhoto(png, blue, engine)).findings.find(
      ({ verdict }) => verdict === "fail",
    );
    expect(refusal?.id).toBe("file-type");
    expect(refusal?.message.en).toBe("This is a picture, but a finished photo must be a JPG file.");
  });

  test("reports text as unreadable", async () => {
    expect(
      (await verifyPhoto(new TextEncoder().encode("not a photo at all"), blue, engine)).kind,
    ).toBe("unreadable");
  });
});

test("a golden table survives writing and reading, and a comparison names what changed", () => {
  const table = { columns: ["blur"], tolerances: [0.5], rows: new Map([["a.jpg", [3]]]) };
  expect(parseGolden(formatGolden(table))).toEqual(table);
  expect(compareGolden(table, { ...table, rows: new Map([["a.jpg", [3.4]]]) })).toEqual([]);
  expect(compareGolden(table, { ...table, rows: new Map([["a.jpg", [4]]]) })).toEqual([
    "a.jpg blur: 3 became 4",
  ]);
});

test("every raw value on the packages' photos is within tolerance of one processor's golden table", async () => {
  const measured = await measureGolden(readPackagePhotos(), findSpec(), engine);
  expect(readGoldens("packages").map((table) => compareGolden(table, measured))).toContainEqual([]);
});
