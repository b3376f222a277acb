import sharp from "sharp";
import { expect, test } from "vitest";
import { createSharpCodec } from "../node/sharp-codec.ts";
import { heicFile } from "../testing/heic-file.ts";
import { heifBox } from "../testing/image-files.ts";
import { readColour } from "./read-colour.ts";
import { readHeader } from "./read-header.ts";

const codec = createSharpCodec({ heic: true });
const picture = () => sharp({ create: { width: 40, height: 24, channels: 3, background: "#a08070" } });
const turned = () => picture().withMetadata({ orientation: 6 });
const heic = { width: 48, height: 32, luma: () => 100, cb: 128, cr: 128 };
const frames = Buffer.alloc(8 * 16 * 3, 9);

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
  ["a PNG of few colours, one transparent", () => picture().ensureAlpha(0.5).png({ palette: true }).toBuffer()],
  ["a WebP of wider colours", () => picture().withIccProfile("p3").webp().toBuffer()],
  ["a lossless WebP with transparency", () => picture().ensureAlpha(0.5).webp({ lossless: true }).toBuffer()],
  ["a PNG on its side", () => turned().png().toBuffer()],
  ["a WebP", () => picture().webp().toBuffer()],
  ["a lossless WebP", () => picture().webp({ lossless: true }).toBuffer()],
  ["a WebP on its side", () => turned().webp().toBuffer()],
  ["a WebP with transparency", () => picture().ensureAlpha(0.5).webp().toBuffer()],
  ["an AVIF", () => picture().avif().toBuffer()],
  ["a HEIC", async () => heicFile(heic)],
  ["a HEIC on its side", async () => heicFile(heic, [heifBox("irot", Buffer.from([1]))])],
  [
    "an animated WebP",
    () =>
      sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
        .webp({ loop: 0 })
        .toBuffer(),
  ],
  ["text", async () => Buffer.from("no photo at all")],
  ["nothing", async () => Buffer.alloc(0)],
];

test.each(files)("%s: its header says without a decoder what the decoder says", async (_, make) => {
  const bytes = await make();
  const seen = readHeader(bytes, { heic: true });
  const known = await codec.inspect(bytes);
  if (!known.ok) return expect(seen).toEqual(known);
  const { hasAlpha, colour, ...header } = known.value;
  expect(readColour(bytes, header.format)).toEqual({ hasAlpha, colour });
  return expect(seen).toEqual({ ok: true, value: header });
});

test.each(files)("%s cut short anywhere is read or refused in words, never thrown", async (_, make) => {
  const bytes = await make();
  for (let length = 0; length < Math.min(bytes.length, 600); length++) {
    const seen = readHeader(bytes.subarray(0, length), { heic: true });
    if (!seen.ok) expect(seen.problem.code).toMatch(/^file-/);
  }
});
