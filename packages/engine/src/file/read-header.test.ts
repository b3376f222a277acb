import sharp from "sharp";
import { expect, test } from "vitest";
import { heicFile } from "../testing/heic-file.ts";
import { heifBox, pngChunk } from "../testing/image-files.ts";
import { readHeader, reducedSize } from "./read-header.ts";

const picture = () =>
  sharp({ create: { width: 40, height: 24, channels: 3, background: "#a08070" } });
const turned = () => picture().withMetadata({ orientation: 6 });
const heic = { width: 48, height: 32, luma: () => 100, cb: 128, cr: 128 };
const frames = Buffer.alloc(8 * 16 * 3, 9).fill(200, 8 * 8 * 3);

const files: readonly [string, () => Promise<Buffer>][] = [
  ["a JPEG", () => picture().jpeg().toBuffer()],
  ["a progressive JPEG on its side", () => turned().jpeg({ progressive: true }).toBuffer()],
  ["a PNG", () => picture().png().toBuffer()],
  ["a grey JPEG", () => picture().toColourspace("b-w").jpeg().toBuffer()],
  ["a JPEG of inks", () => picture().toColourspace("cmyk").jpeg().toBuffer()],
  ["a JPEG of wider colours", () => picture().withIccProfile("p3").jpeg().toBuffer()],
  ["a grey PNG", () => picture().toColourspace("b-w").png().toBuffer()],
  ["a PNG of 16 bits", () => picture().toColourspace("rgb16").png().toBuffer()],
  ["a PNG of wider colours", () => picture().withIccProfile("p3").png().toBuffer()],
  ["a PNG with transparency", () => picture().ensureAlpha(0.5).png().toBuffer()],
  [
    "a PNG of few colours, one transparent",
    () => picture().ensureAlpha(0.5).png({ palette: true }).toBuffer(),
  ],
  ["a WebP of wider colours", () => picture().withIccProfile("p3").webp().toBuffer()],
  [
    "a lossless WebP with transparency",
    () => picture().ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
  ],
  ["a PNG on its side", () => turned().png().toBuffer()],
  ["a WebP", () => picture().webp().toBuffer()],
  ["a lossless WebP", () => picture().webp({ lossless: true }).toBuffer()],
  ["a WebP on its side", () => turned().webp().toBuffer()],
  ["a WebP with transparency", () => picture().ensureAlpha(0.5).webp().toBuffer()],
  ["an AVIF", () => picture().avif().toBuffer()],
];

const heicFiles: readonly [string, () => Buffer, { width: number; height: number }][] = [
  ["a HEIC", () => heicFile(heic), { width: 48, height: 32 }],
  [
    "a HEIC on its side",
    () => heicFile(heic, [heifBox("irot", Buffer.from([1]))]),
    { width: 32, height: 48 },
  ],
];

/** Repeats `part` after the start of a JPEG. */
const jpegOf = async (count: number, part: Buffer, scan = Buffer.alloc(0)) => {
  const complete = await picture().jpeg().toBuffer();
  const parts = Array.from({ length: count }, () => part);
  return Buffer.concat([
    complete.subarray(0, 2),
    ...parts,
    complete.subarray(2, -2),
    scan,
    complete.subarray(-2),
  ]);
};
const oneScan = Buffer.from("ffda000c03010002110311003f00", "hex");

const refused: readonly [string, () => Promise<Buffer>, string][] = [
  [
    "an animated WebP",
    () =>
      sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
        .webp({ loop: 0 })
        .toBuffer(),
    "file-type",
  ],
  ["text", async () => Buffer.from("no photo at all"), "file-type"],
  ["nothing", async () => Buffer.alloc(0), "file-empty"],
  [
    "a JPEG of a million empty parts",
    () => jpegOf(1e6, Buffer.from("ffe10002", "hex")),
    "file-broken",
  ],
  [
    "a JPEG of a thousand scans",
    () => jpegOf(0, Buffer.alloc(0), Buffer.concat(Array.from({ length: 1000 }, () => oneScan))),
    "file-broken",
  ],
  [
    "a PNG of a hundred thousand empty chunks",
    async () => {
      const complete = await picture().png().toBuffer();
      const chunks = Array.from({ length: 1e5 }, () => pngChunk("tEXt", Buffer.alloc(0)));
      return Buffer.concat([complete.subarray(0, 33), ...chunks, complete.subarray(33)]);
    },
    "file-broken",
  ],
];

test.each(files)("%s: the header reader agrees with the decoder", async (_, make) => {
  const bytes = await make();
  const {
    format,
    width,
    height,
    orientation = 1,
    hasAlpha,
    icc,
    space,
  } = await sharp(bytes).metadata();
  const sides = orientation >= 5 ? { width: height, height: width } : { width, height };
  const colour = icc ? `${space} with profile` : space === "srgb" ? "sRGB" : space;
  const value = {
    format: format === "heif" ? "avif" : format,
    ...sides,
    exifOrientation: orientation,
    hasAlpha,
    colour,
  };
  expect(readHeader(bytes, { heic: true })).toEqual({ ok: true, value });
});

test.each(heicFiles)("%s: the header reader returns the upright size", async (_, make, sides) => {
  const value = { format: "heic", ...sides, exifOrientation: 1, hasAlpha: false, colour: "sRGB" };
  expect(readHeader(make(), { heic: true })).toEqual({ ok: true, value });
});

test.each(refused)("refuses %s from its header", async (_, make, code) => {
  expect(readHeader(await make(), { heic: true })).toMatchObject({ ok: false, problem: { code } });
});

test.each([...files, ...heicFiles.map(([name, make]) => [name, async () => make()] as const)])(
  "reads %s cut at any length, or refuses it with a code, without throwing",
  async (_, make) => {
    const bytes = await make();
    for (let length = 0; length < Math.min(bytes.length, 600); length++) {
      const seen = readHeader(bytes.subarray(0, length), { heic: true });
      if (!seen.ok) expect(seen.problem.code).toMatch(/^file-/);
    }
  },
);

test("rounds an odd size up when halving, and drops leftover pixels for larger factors", () => {
  expect(reducedSize({ width: 2245, height: 3000 }, 2)).toEqual({ width: 1123, height: 1500 });
  expect(reducedSize({ width: 3000, height: 4000 }, 3)).toEqual({ width: 1000, height: 1333 });
});

test("never reduces a narrow picture below one pixel", () => {
  expect(reducedSize({ width: 1, height: 9000 }, 6)).toEqual({ width: 1, height: 1500 });
});
