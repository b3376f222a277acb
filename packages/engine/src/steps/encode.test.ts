import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { expect, test } from "vitest";
import { createSharpCodec } from "../node/sharp-codec.ts";
import type { Raster } from "../ports.ts";
import { encode, stampDensity } from "./encode.ts";
import { jpegFactsOf } from "./jpeg-facts.ts";

const blue = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
/** The largest size that is at most 40 KB by both meanings of a kilobyte. */
const safeMaxBytes = 40_000;
const codec = createSharpCodec({ heic: true });

/** Draws a picture that is smooth where `roughness` is 0, and noise where it is 1. */
function picture(roughness: number): Raster {
  const data = new Uint8Array(480 * 640 * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (state * 48271) % 2147483647;
    data[i] = 128 + 60 * Math.sin(i / 3000) + roughness * 60 * (state / 1073741824 - 1);
  }
  return { width: 480, height: 640, data };
}

test("uses the highest quality that fits the window, with full chroma if the picture fits well", async () => {
  const smooth = picture(0.03);
  const { bytes, quality, chroma, tables, softenedPx } = await encode(smooth, blue, codec);
  expect(bytes.length).toBeLessThanOrEqual(safeMaxBytes);
  expect({ chroma, tables, softenedPx }).toEqual({
    chroma: "4:4:4",
    tables: "annex-k",
    softenedPx: 0,
  });
  const better = stampDensity(
    await codec.encodeJpeg(smooth, { quality: quality + 3, chroma }),
    300,
  );
  expect(better.length).toBeGreaterThan(safeMaxBytes * 0.97);
});

test("encodes a textured picture with tuned tables, trellis and halved chroma at the highest quality that fits", async () => {
  const { bytes, quality, softenedPx, ...encoding } = await encode(picture(0.25), blue, codec);
  expect(encoding).toMatchObject({ chroma: "4:2:0", tables: "ms-ssim", trellis: true });
  expect(softenedPx).toBe(0);
  expect(bytes.length).toBeLessThanOrEqual(safeMaxBytes);
  const better = await codec.encodeJpeg(picture(0.25), { quality: quality + 3, ...encoding });
  expect(better.length).toBeGreaterThan(safeMaxBytes * 0.97);
});

test.each([0.9, 1, 2])("softens noise of strength %d until the file fits", async (roughness) => {
  const { bytes, quality, softenedPx } = await encode(picture(roughness), blue, codec);
  expect(bytes.length).toBeLessThanOrEqual(safeMaxBytes);
  expect(bytes.length).toBeGreaterThan(blue.file.minBytes);
  expect(softenedPx).toBeGreaterThan(0);
  expect(quality).toBeGreaterThanOrEqual(blue.file.minQuality);
});

test("never uses less than the lowest allowed quality, even if the file is then too large", async () => {
  const narrow = { ...blue, file: { ...blue.file, maxBytes: 3000 } };
  const { bytes, quality } = await encode(picture(1), narrow, codec);
  expect(quality).toBeGreaterThanOrEqual(blue.file.minQuality);
  expect(bytes.length).toBeGreaterThan(narrow.file.maxBytes);
});

test("uses the best quality for a project's wider window, with no more bytes than necessary", async () => {
  const wide = { ...blue, file: { ...blue.file, minBytes: 30 * 1024, maxBytes: 900 * 1024 } };
  const { bytes, quality, chroma, softenedPx } = await encode(picture(0.25), wide, codec);
  expect({ chroma, softenedPx }).toEqual({ chroma: "4:4:4", softenedPx: 0 });
  expect(quality).toBeGreaterThanOrEqual(95);
  expect(bytes.length).toBeGreaterThan(blue.file.maxBytes);
  expect(bytes.length).toBeLessThanOrEqual(wide.file.maxBytes);
});

test("writes a baseline JPEG without metadata, with its density and at the reported quality", async () => {
  const { bytes, quality } = await encode(picture(0.25), blue, codec);
  expect(jpegFactsOf(bytes)).toMatchObject({
    baseline: true,
    dpi: 300,
    quality,
    hasExif: false,
    hasIcc: false,
    components: 3,
  });
});

test("adds a JFIF header if the encoder wrote none", async () => {
  const plain = await codec.encodeJpeg(picture(0), { quality: 80, chroma: "4:2:0" });
  const start = plain[3] === 0xe0 ? 20 : 2;
  const without = Uint8Array.from([0xff, 0xd8, ...plain.subarray(start)]);
  expect(jpegFactsOf(without)?.dpi).toBeNull();
  expect(jpegFactsOf(stampDensity(without, 350))?.dpi).toBe(350);
});

test("returns no facts for bytes that are not a JPEG or end in the header", () => {
  expect(jpegFactsOf(new Uint8Array(0))).toBeNull();
  expect(jpegFactsOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0]))).toBeNull();
});

/** The standard's tolerance for the background of a finished file, in codes. */
const maxFlatError = 2;

test.each([
  { chroma: "4:4:4", tables: "annex-k", trellis: false, from: 75 },
  { chroma: "4:2:0", tables: "ms-ssim", trellis: false, from: 61 },
  { chroma: "4:2:0", tables: "ms-ssim", trellis: true, from: 61 },
] as const)(
  "every spec's background retains its colour from quality $from with $tables",
  async ({ from, ...encoding }) => {
    for (const { background } of photoSpecs) {
      const codes = [background.r, background.g, background.b];
      const raster = {
        width: 16,
        height: 16,
        data: Uint8Array.from({ length: 768 }, (_, i) => codes[i % 3] ?? 0),
      };
      for (let quality = from; quality <= 98; quality++) {
        const decoded = await sharp(await codec.encodeJpeg(raster, { quality, ...encoding }))
          .raw()
          .toBuffer();
        const worst = Math.max(...codes.map((code, c) => Math.abs(code - (decoded[c] ?? 0))));
        expect(worst, `quality ${quality}`).toBeLessThanOrEqual(maxFlatError);
      }
    }
  },
);
