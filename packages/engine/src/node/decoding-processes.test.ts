import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { hostileContainers } from "../testing/hostile-containers.ts";
import { createCodecProcess, createUploadInspector } from "./decoding-processes.ts";
import { inspectUpload } from "./inspect-upload.ts";
import { createPictureCodec } from "./picture-codec.ts";

const codec = createCodecProcess({ heic: false, timeoutMs: 20_000, maxWaiting: 16 });
afterAll(() => codec.close());

const [width, height] = [1800, 1200];
const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 7) & 255);

test("reduces a picture to the same bytes in another process, and leaves a small picture unchanged", async () => {
  const localCodec = createPictureCodec({ heic: false });
  const jpeg = await localCodec.encodeJpeg(
    { width, height, data },
    { quality: 90, chroma: "4:2:0" },
  );
  const fitted = await codec.fit(jpeg, 600);
  expect(Buffer.from(fitted).equals(Buffer.from(await localCodec.fit(jpeg, 600)))).toBe(true);
  expect(await codec.inspect(fitted)).toMatchObject({
    ok: true,
    value: { width: 600, height: 400 },
  });
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

const inspector = createUploadInspector({ heic: true, timeoutMs: 10_000, maxWaiting: 8 });
afterAll(inspector.close);

const photo = () =>
  sharp({ create: { width: 900, height: 1200, channels: 3, background: "#a08070" } })
    .withExif({ IFD3: { GPSLatitude: "31/1 12/1 59/1", GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer();

test("the inspector's process returns the same header and bytes as an inspection in this process", async () => {
  const film = Buffer.alloc(100_000, "a film behind the photo");
  for (const file of [
    await photo(),
    Buffer.concat([await photo(), film]),
    Buffer.from("no photo at all"),
  ]) {
    const inThisProcess = inspectUpload(file, { heic: true });
    const inItsProcess = await inspector.inspect(Buffer.from(file));
    expect(inItsProcess?.header).toEqual(inThisProcess.header);
    expect(Buffer.compare(inItsProcess?.stored ?? Buffer.alloc(0), inThisProcess.stored)).toBe(0);
  }
});

test("refuses files beyond the queue limit, and answers the others", async () => {
  const small = createUploadInspector({ heic: true, timeoutMs: 10_000, maxWaiting: 1 });
  const files = await Promise.all(Array.from({ length: 4 }, photo));
  const answers = await Promise.all(files.map(small.inspect));
  expect(answers.map((answer) => answer !== null)).toEqual([true, true, false, false]);
  await small.close();
});

const strictInspector = createUploadInspector({ heic: true, timeoutMs: 5000, maxWaiting: 1 });
afterAll(strictInspector.close);

test.each(await hostileContainers())(
  "$name: is inspected completely, and stored or refused",
  async ({ bytes }) => {
    const inspected = await strictInspector.inspect(bytes);
    if (inspected === null) throw new Error("the process could not look into it");
    const { header } = inspected;
    expect(header.ok ? "kept" : header.problem.code).toMatch(
      /^(kept|file-broken|file-type|too-many-pixels)$/,
    );
  },
);
