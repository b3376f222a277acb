import { afterAll, expect, test } from "vitest";
import { createCodecProcess } from "./codec-process.ts";
import { createPictureCodec } from "./picture-codec.ts";

const codec = createCodecProcess({ heic: false, timeoutMs: 20_000, maxWaiting: 16 });
afterAll(() => codec.close());

const [width, height] = [1800, 1200];
const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 7) & 255);

test("reduces a picture to the same bytes in another process, and leaves a small picture unchanged", async () => {
  const localCodec = createPictureCodec({ heic: false });
  const jpeg = await localCodec.encodeJpeg({ width, height, data }, { quality: 90, chroma: "4:2:0" });
  const fitted = await codec.fit(jpeg, 600);
  expect(Buffer.from(fitted).equals(Buffer.from(await localCodec.fit(jpeg, 600)))).toBe(true);
  expect(await codec.inspect(fitted)).toMatchObject({ ok: true, value: { width: 600, height: 400 } });
  expect(Buffer.from(await codec.fit(jpeg, 1800)).equals(Buffer.from(jpeg))).toBe(true);
});

test("refuses a file that is not a picture, and the process continues", async () => {
  await expect(codec.fit(Buffer.from("no picture"), 600)).rejects.toThrow("cannot be opened");
  const jpeg = await codec.encodeJpeg(
    { width: 16, height: 16, data: new Uint8Array(16 * 16 * 3) },
    { quality: 90, chroma: "4:2:0" },
  );
  expect(jpeg.length).toBeGreaterThan(100);
});
