import sharp from "sharp";
import { expect, test } from "vitest";
import { heicFile } from "../testing/heic-file.ts";
import { heifBox } from "../testing/image-files.ts";
import { readHeader } from "./read-header.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const codec = createSharpCodec({ heic: true });
const picture = () => sharp({ create: { width: 40, height: 24, channels: 3, background: "#a08070" } });
const turned = () => picture().withMetadata({ orientation: 6 });
const heic = { width: 48, height: 32, luma: () => 100, cb: 128, cr: 128 };
const frames = Buffer.alloc(8 * 16 * 3, 9);

const files: readonly [string, () => Promise<Buffer>][] = [
  ["a JPEG", () => picture().jpeg().toBuffer()],
  ["a progressive JPEG on its side", () => turned().jpeg({ progressive: true }).toBuffer()],
  ["a PNG", () => picture().png().toBuffer()],
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
  const { format, width, height, exifOrientation } = known.value;
  return expect(seen).toEqual({ ok: true, value: { format, width, height, exifOrientation } });
});

test.each(files)("%s cut short anywhere is read or refused in words, never thrown", async (_, make) => {
  const bytes = await make();
  for (let length = 0; length < Math.min(bytes.length, 600); length++) {
    const seen = readHeader(bytes.subarray(0, length), { heic: true });
    if (!seen.ok) expect(seen.problem.code).toMatch(/^file-/);
  }
});
