import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import type { Raster } from "../ports.ts";
import {
  animatedPng,
  matrixProfile,
  pngChunk,
  pngFile,
  withJpegProfile,
} from "../testing/image-files.ts";
import { convertToSrgb, displayP3Profile } from "./convert-to-srgb.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const codec = createSharpCodec({ heic: true });

async function read(bytes: Uint8Array, maxLongSidePx = 3200): Promise<Raster> {
  const header = await codec.inspect(bytes);
  if (!header.ok) throw new Error(header.problem.code);
  const raster = await codec.decode(bytes, header.value, maxLongSidePx);
  if (!raster.ok) throw new Error(raster.problem.code);
  return raster.value;
}

const pixelAt = ({ width, data }: Raster, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

function expectNear(pixel: readonly number[], wanted: readonly number[], tolerance = 2): void {
  wanted.forEach((code, i) => {
    expect(
      Math.abs((pixel[i] ?? -1000) - code),
      `${pixel} instead of ${wanted}`,
    ).toBeLessThanOrEqual(tolerance);
  });
}

const flat = (rgb: readonly [number, number, number], sidePx = 32): Sharp =>
  sharp({
    create: {
      width: sidePx,
      height: sidePx,
      channels: 3,
      background: { r: rgb[0], g: rgb[1], b: rgb[2] },
    },
  });
const plainJpeg = (image: Sharp): Promise<Buffer> =>
  image.jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();

describe("decoding to upright 8-bit sRGB", () => {
  test("a grey JPEG gets three equal channels", async () => {
    const grey = await flat([90, 90, 90]).toColourspace("b-w").jpeg({ quality: 100 }).toBuffer();
    expectNear(pixelAt(await read(grey), 5, 5), [90, 90, 90], 1);
  });

  test("a CMYK JPEG becomes RGB of the right hue", async () => {
    const cmyk = await plainJpeg(flat([160, 110, 90]).toColourspace("cmyk"));
    // Conversion to and from CMYK loses some accuracy.
    expectNear(pixelAt(await read(cmyk), 5, 5), [160, 110, 90], 12);
  });

  test("a 16-bit PNG is scaled to 8 bits", async () => {
    const rows = Uint8Array.of(0, 0x80, 0x00, 0x40, 0x00, 0xff, 0xff);
    const png = pngFile({ width: 1, height: 1, bitDepth: 16, colourType: 2 }, rows);
    expectNear(pixelAt(await read(png), 0, 0), [128, 64, 255], 1);
  });

  test("a grey PNG with transparency is composed onto white", async () => {
    const rows = Uint8Array.of(0, 0, 0, 0, 128, 40, 255);
    const raster = await read(pngFile({ width: 3, height: 1, bitDepth: 8, colourType: 4 }, rows));
    expect(pixelAt(raster, 0, 0)).toEqual([255, 255, 255]);
    expectNear(pixelAt(raster, 1, 0), [127, 127, 127]);
    expect(pixelAt(raster, 2, 0)).toEqual([40, 40, 40]);
  });

  test("a palette PNG gets its palette's colours, with white for transparent ones", async () => {
    const palette = [
      pngChunk("PLTE", Uint8Array.of(10, 20, 30, 200, 100, 50)),
      pngChunk("tRNS", Uint8Array.of(255, 0)),
    ];
    const png = pngFile(
      { width: 2, height: 1, bitDepth: 8, colourType: 3 },
      Uint8Array.of(0, 0, 1),
      palette,
    );
    const raster = await read(png);
    expect(pixelAt(raster, 0, 0)).toEqual([10, 20, 30]);
    expect(pixelAt(raster, 1, 0)).toEqual([255, 255, 255]);
  });

  test("a half-transparent PNG or WebP is composed onto white", async () => {
    const background = { r: 200, g: 0, b: 0, alpha: 0.5 };
    const half = sharp({ create: { width: 8, height: 8, channels: 4, background } });
    expectNear(pixelAt(await read(await half.clone().png().toBuffer()), 3, 3), [228, 128, 128]);
    expectNear(
      pixelAt(await read(await half.clone().webp({ lossless: true }).toBuffer()), 3, 3),
      [228, 128, 128],
    );
  });

  test("an AVIF is decoded", async () => {
    const avif = await flat([30, 120, 200]).avif({ quality: 90 }).toBuffer();
    expectNear(pixelAt(await read(avif), 9, 9), [30, 120, 200], 3);
  });

  test("an APNG is decoded to its first picture", async () => {
    expect(pixelAt(await read(animatedPng()), 0, 0)).toEqual([255, 0, 0]);
  });

  test("a picture above the maximum is reduced by an integer factor, and a smaller one is not enlarged", async () => {
    const wide = await sharp({
      create: { width: 900, height: 300, channels: 3, background: "#808080" },
    })
      .png()
      .toBuffer();
    expect(await read(wide, 400)).toMatchObject({ width: 300, height: 100 });
    expect(await read(wide, 3200)).toMatchObject({ width: 900, height: 300 });
  });
});

// Expected codes, from our own matrix calculation with the colorants of both spaces, adapted to D50.
const displayP3Patches = [
  { stored: [120, 150, 100], srgb: [112, 151, 94] },
  { stored: [200, 120, 110], srgb: [213, 115, 106] },
  { stored: [60, 90, 140], srgb: [50, 91, 144] },
] as const;
const adobeRgbPatches = [
  { stored: [120, 150, 100], srgb: [105, 151, 97] },
  { stored: [200, 120, 110], srgb: [224, 121, 110] },
  { stored: [60, 90, 140], srgb: [36, 90, 143] },
] as const;

describe("conversion of colours from other spaces", () => {
  test.each(displayP3Patches)("Display P3 $stored is sRGB $srgb", async ({ stored, srgb }) => {
    const jpeg = withJpegProfile(await plainJpeg(flat(stored)), await displayP3Profile());
    expectNear(pixelAt(await read(jpeg), 9, 9), srgb);
  });

  test.each(adobeRgbPatches)("Adobe RGB $stored is sRGB $srgb", async ({ stored, srgb }) => {
    const adobeRgb = matrixProfile(
      [
        [0.60974, 0.31111, 0.01947],
        [0.20528, 0.62567, 0.06087],
        [0.14919, 0.06322, 0.74457],
      ],
      563 / 256,
    );
    const jpeg = withJpegProfile(await plainJpeg(flat(stored)), adobeRgb);
    expectNear(pixelAt(await read(jpeg), 9, 9), srgb);
  });

  test("raw pixels are converted from their profile", async () => {
    const raster = { width: 1, height: 1, data: Uint8Array.of(200, 120, 110) };
    expectNear(
      pixelAt(await convertToSrgb(raster, await displayP3Profile()), 0, 0),
      [213, 115, 106],
    );
  });
});

const red = [254, 0, 0];
const green = [0, 255, 1];
const blue = [0, 0, 254];
const white = [255, 255, 255];
/** Corners top left, top right, bottom left, bottom right after the rotation of EXIF 2.32 section 4.6.4. */
const uprightCorners = [
  [red, green, blue, white],
  [green, red, white, blue],
  [white, blue, green, red],
  [blue, white, red, green],
  [red, blue, green, white],
  [blue, red, white, green],
  [white, green, blue, red],
  [green, white, red, blue],
] as const;

describe("the EXIF rotation", () => {
  test.each(uprightCorners.map((corners, i) => ({ orientation: i + 1, corners })))(
    "orientation $orientation is decoded upright",
    async ({ orientation, corners }) => {
      const data = new Uint8Array(64 * 32 * 3);
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 64; x++)
          data.set(
            [red, green, blue, white][(y < 16 ? 0 : 2) + (x < 32 ? 0 : 1)] ?? [],
            (y * 64 + x) * 3,
          );
      }
      const stored = sharp(data, { raw: { width: 64, height: 32, channels: 3 } });
      const raster = await read(await plainJpeg(stored.withMetadata({ orientation })));
      const turned = orientation >= 5;
      expect([raster.width, raster.height]).toEqual(turned ? [32, 64] : [64, 32]);
      const [right, bottom] = [raster.width - 2, raster.height - 2];
      const seen = [
        pixelAt(raster, 1, 1),
        pixelAt(raster, right, 1),
        pixelAt(raster, 1, bottom),
        pixelAt(raster, right, bottom),
      ];
      for (const [i, pixel] of seen.entries()) expectNear(pixel, corners[i] ?? [], 3);
    },
  );

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "orientation %i: a decoded part equals the same region of the complete picture",
    async (orientation) => {
      const noise = sharp({
        create: {
          width: 96,
          height: 64,
          channels: 3,
          background: "#808080",
          noise: { type: "gaussian", mean: 128, sigma: 40 },
        },
      });
      const bytes = await plainJpeg(noise.withMetadata({ orientation }));
      const header = await codec.inspect(bytes);
      if (!header.ok) throw new Error(header.problem.code);
      const part = { left: 7, top: 11, width: 23, height: 31 };
      const cut = await codec.decodePart(bytes, header.value, part);
      if (!cut.ok) throw new Error(cut.problem.code);
      const complete = await read(bytes);
      const rows = Array.from({ length: part.height }, (_, row) => {
        const at = ((part.top + row) * complete.width + part.left) * 3;
        return [...complete.data.subarray(at, at + part.width * 3)];
      });
      expect(cut.value).toMatchObject({ width: part.width, height: part.height });
      expect([...cut.value.data]).toEqual(rows.flat());
    },
  );
});
