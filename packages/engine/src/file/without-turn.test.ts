import sharp from "sharp";
import { expect, test } from "vitest";
import { readHeader } from "./read-header.ts";
import { withoutTurn } from "./without-turn.ts";

const turned = () =>
  sharp({ create: { width: 40, height: 24, channels: 3, background: "#a08070" } }).withMetadata({ orientation: 6 });
const files = [
  ["jpeg", () => turned().jpeg().toBuffer()],
  ["png", () => turned().png().toBuffer()],
  ["webp", () => turned().webp().toBuffer()],
] as const;

test.each(files)("removes the EXIF rotation from a %s file without changing its length", async (format, make) => {
  const file = await make();
  const header = (bytes: Uint8Array) => readHeader(bytes, { heic: false });
  expect(header(file)).toMatchObject({ value: { exifOrientation: 6, width: 24, height: 40 } });
  const bare = withoutTurn(file, format);
  expect(header(bare)).toMatchObject({ value: { exifOrientation: 1, width: 40, height: 24 } });
  expect(bare.length).toBe(file.length);
});
