import sharp from "sharp";
import { afterEach, expect, test, vi } from "vitest";
import { readHeader } from "../file/read-header.ts";
import { proveCanvas, withoutTurn } from "./decode-picture.ts";
import { stubCanvas } from "./testing/stub-canvas.ts";

const turned = () =>
  sharp({ create: { width: 40, height: 24, channels: 3, background: "#a08070" } }).withMetadata({
    orientation: 6,
  });
const files = [
  ["jpeg", () => turned().jpeg().toBuffer()],
  ["png", () => turned().png().toBuffer()],
  ["webp", () => turned().webp().toBuffer()],
] as const;

test.each(files)(
  "removes the EXIF rotation from a %s file without changing its length",
  async (format, make) => {
    const file = await make();
    const header = (bytes: Uint8Array) => readHeader(bytes, { heic: false });
    expect(header(file)).toMatchObject({ value: { exifOrientation: 6, width: 24, height: 40 } });
    const bare = withoutTurn(file, format);
    expect(header(bare)).toMatchObject({ value: { exifOrientation: 1, width: 40, height: 24 } });
    expect(bare.length).toBe(file.length);
  },
);

afterEach(() => vi.unstubAllGlobals());

test("accepts a canvas that returns what was drawn", async () => {
  stubCanvas();
  await expect(proveCanvas()).resolves.toBeUndefined();
});

test("rejects a canvas that changes one bit of one pixel", async () => {
  stubCanvas((rgba) => {
    rgba[4001] = rgba[4001]! ^ 1;
  });
  await expect(proveCanvas()).rejects.toThrow("falsifies");
});

test("rejects a browser without canvases", async () => {
  await expect(proveCanvas()).rejects.toThrow();
});
