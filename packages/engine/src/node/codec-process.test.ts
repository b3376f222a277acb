import { afterAll, expect, test } from "vitest";
import { createCodecProcess } from "./codec-process.ts";
import { createPictureCodec } from "./picture-codec.ts";

const codec = createCodecProcess({ heic: false, timeoutMs: 20_000, maxWaiting: 16 });
afterAll(() => codec.close());

const [width, height] = [1800, 1200];
const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 7) & 255);

test("a picture is made smaller in another process as it would be here, and a small one stays as it is", async () => {
  const here = createPictureCodec({ heic: false });
  const jpeg = await here.encodeJpeg({ width, height, data }, { quality: 90, chroma: "4:2:0" });
  const fitted = await codec.fit(jpeg, 600);
  expect(Buffer.from(fitted).equals(Buffer.from(await here.fit(jpeg, 600)))).toBe(true);
  expect(await codec.inspect(fitted)).toMatchObject({ ok: true, value: { width: 600, height: 400 } });
  expect(Buffer.from(await codec.fit(jpeg, 1800)).equals(Buffer.from(jpeg))).toBe(true);
});

test("what is no picture is refused by the process, which goes on", async () => {
  await expect(codec.fit(Buffer.from("no picture"), 600)).rejects.toThrow("cannot be opened");
  const jpeg = await codec.encodeJpeg(
    { width: 16, height: 16, data: new Uint8Array(16 * 16 * 3) },
    { quality: 90, chroma: "4:2:0" },
  );
  expect(jpeg.length).toBeGreaterThan(100);
});
