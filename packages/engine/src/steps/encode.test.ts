import { findPhotoSpec, photoSpecs, type Rgb } from "@gradphoto/contract";
import sharp from "sharp";
import { expect, test } from "vitest";
import { createSharpCodec } from "../node/sharp-codec.ts";
import type { Raster } from "../ports.ts";
import { encode, stampDensity } from "./encode.ts";
import { flatError } from "./flat-error.ts";
import { jpegFactsOf } from "./jpeg-facts.ts";

const blue = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const codec = createSharpCodec({ heic: true });

/** Smooth where `roughness` is 0, noise where it is 1. */
function picture(roughness: number): Raster {
  const data = new Uint8Array(480 * 640 * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (state * 48271) % 2147483647;
    data[i] = 128 + 60 * Math.sin(i / 3000) + roughness * 60 * (state / 1073741824 - 1);
  }
  return { width: 480, height: 640, data };
}

test("takes the highest quality that fits the window, full chroma where it fits", async () => {
  const { bytes, quality, chroma } = await encode(picture(0.12), blue, codec);
  expect(bytes.length).toBeLessThanOrEqual(blue.file.maxBytes);
  expect(chroma).toBe("4:4:4");
  const better = stampDensity(await codec.encodeJpeg(picture(0.12), { quality: quality + 3, chroma }), 300);
  expect(better.length).toBeGreaterThan(blue.file.maxBytes * 0.97);
});

test("never goes below the lowest allowed quality, even when the file is then too large", async () => {
  const { bytes, quality } = await encode(picture(1), blue, codec);
  expect(quality).toBe(blue.file.minQuality);
  expect(bytes.length).toBeGreaterThan(blue.file.maxBytes);
});

test("the finished bytes are baseline, without metadata, with density and the quality that was asked", async () => {
  const { bytes, quality } = await encode(picture(0.12), blue, codec);
  expect(jpegFactsOf(bytes)).toMatchObject({
    baseline: true,
    dpi: 300,
    quality,
    hasExif: false,
    hasIcc: false,
    components: 3,
  });
});

test("adds a JFIF header when the encoder wrote none", async () => {
  const plain = await codec.encodeJpeg(picture(0), { quality: 80, chroma: "4:2:0" });
  const start = plain[3] === 0xe0 ? 20 : 2;
  const without = Uint8Array.from([0xff, 0xd8, ...plain.subarray(start)]);
  expect(jpegFactsOf(without)?.dpi).toBeNull();
  expect(jpegFactsOf(stampDensity(without, 350))?.dpi).toBe(350);
});

test("bytes that are no JPEG, or end in the header, have no facts", () => {
  expect(jpegFactsOf(new Uint8Array(0))).toBeNull();
  expect(jpegFactsOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0]))).toBeNull();
});

test("foretells what JPEG makes of every spec's background at every quality", async () => {
  for (const { background } of photoSpecs) {
    for (let quality = 50; quality <= 98; quality += 3) {
      const raster = {
        width: 16,
        height: 16,
        data: new Uint8Array(768).map((_, i) => codesOf(background)[i % 3] ?? 0),
      };
      const decoded = await sharp(await codec.encodeJpeg(raster, { quality, chroma: "4:4:4" }))
        .raw()
        .toBuffer();
      const worst = Math.max(...codesOf(background).map((code, c) => Math.abs(code - (decoded[c] ?? 0))));
      expect(flatError(background, quality), `quality ${quality}`).toBe(worst);
    }
  }
});

test("passes over a quality that would move the background's colour farther than the standard allows", async () => {
  expect(flatError(blue.background, 70)).toBe(3);
  const noisy = [0.5, 0.6, 0.7, 0.8, 0.9];
  const made = await Promise.all(noisy.map((roughness) => encode(picture(roughness), blue, codec)));
  for (const { quality } of made) expect(flatError(blue.background, quality)).toBeLessThanOrEqual(2);
});

const codesOf = ({ r, g, b }: Rgb): readonly number[] => [r, g, b];
