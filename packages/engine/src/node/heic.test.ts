import { expect, test } from "vitest";
import type { Raster } from "../ports.ts";
import { declaredSize, gridOf, heicFile, heicOf, tileItem } from "../testing/heic-file.ts";
import type { YuvPicture } from "../testing/hevc-picture.ts";
import { heifBox, u16, u32 } from "../testing/image-files.ts";
import { convertToSrgb, displayP3Profile } from "./convert-to-srgb.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const codec = createSharpCodec({ heic: true });

async function read(bytes: Uint8Array): Promise<Raster & { colour: string }> {
  const header = await codec.inspect(bytes);
  if (!header.ok) throw new Error(header.problem.code);
  const raster = await codec.decode(bytes, header.value, 3200);
  if (!raster.ok) throw new Error(JSON.stringify(raster.problem));
  expect([raster.value.width, raster.value.height]).toEqual([
    header.value.width,
    header.value.height,
  ]);
  return { ...raster.value, colour: header.value.colour };
}

const redAt = ({ width, data }: Raster, x: number, y: number): number =>
  data[(y * width + x) * 3] ?? -1;

/** Bright at small x, dark at the bottom. */
const corners: YuvPicture = {
  width: 48,
  height: 32,
  luma: (x, y) => (y < 16 ? 200 : 60) - (x < 16 ? 0 : 40),
  cb: 128,
  cr: 128,
};
const warm: YuvPicture = { width: 16, height: 16, luma: () => 140, cb: 100, cr: 160 };

test("decodes a HEIC picture with its pixels in place", async () => {
  const raster = await read(heicFile(corners));
  expect(raster).toMatchObject({ width: 48, height: 32, colour: "sRGB" });
  const [topLeft, topRight, bottomLeft] = [
    redAt(raster, 2, 2),
    redAt(raster, 40, 2),
    redAt(raster, 2, 30),
  ];
  expect(topLeft).toBeGreaterThan(topRight + 20);
  expect(topRight).toBeGreaterThan(bottomLeft + 20);
});

test("decodes a sideways HEIC picture upright", async () => {
  const raster = await read(heicFile(corners, [heifBox("irot", Buffer.from([3]))]));
  expect(raster).toMatchObject({ width: 32, height: 48 });
  const [topRight, bottomRight, topLeft] = [
    redAt(raster, 30, 2),
    redAt(raster, 30, 40),
    redAt(raster, 2, 2),
  ];
  expect(topRight).toBeGreaterThan(bottomRight + 20);
  expect(bottomRight).toBeGreaterThan(topLeft + 20);
});

test("decodes the primary picture, not the first of the file", async () => {
  const pair = {
    type: "grid",
    bytes: gridOf(1, 2, 32, 16),
    from: [1, 2],
    properties: [declaredSize(32, 16)],
  };
  const tiles = [tileItem(16), tileItem(16)];
  expect(await read(heicOf([...tiles, pair], 3))).toMatchObject({ width: 32, height: 16 });
  expect(await read(heicOf([...tiles, pair], 2))).toMatchObject({ width: 16, height: 16 });
});

test("names the reason where the frame has another size than the file declares", async () => {
  const bytes = heicOf([{ ...tileItem(16), properties: [...(tileItem(24).properties ?? [])] }], 1);
  const header = await codec.inspect(bytes);
  if (!header.ok) throw new Error(header.problem.code);
  expect(await codec.decode(bytes, header.value, 3200)).toMatchObject({
    ok: false,
    problem: {
      code: "file-broken",
      detail:
        "Invalid input: Invalid image size: Decoded image does not have the size signaled in the file.",
    },
  });
});

/** Clean aperture: sides and offset of its centre, in halves of a pixel. */
const aperture = (width: number, height: number, x: number, y: number): Buffer =>
  heifBox("clap", ...[width, height, x, y].flatMap((halves) => [u32(halves >>> 0), u32(2)]));

test("applies a crop before rotation and mirror", async () => {
  // The bright left edge without the dark bottom: 13 × 11 pixels from (8, 3).
  const left = aperture(26, 22, -18, -15);
  expect(await read(heicFile(corners, [left]))).toMatchObject({ width: 13, height: 11 });
  const turned = await read(
    heicFile(corners, [left, heifBox("irot", Buffer.from([1])), heifBox("imir", Buffer.from([0]))]),
  );
  expect(turned).toMatchObject({ width: 11, height: 13 });
  // The left edge is at the bottom after the rotation and at the top after the mirror.
  expect(redAt(turned, 5, 2)).toBeGreaterThan(redAt(turned, 5, 11) + 20);
});

test("decodes a picture whose crop leaves a small part, with an odd side", async () => {
  const wall: YuvPicture = {
    width: 64,
    height: 48,
    luma: (x) => (x < 32 ? 200 : 60),
    cb: 128,
    cr: 128,
  };
  const cropped = await read(heicFile(wall, [aperture(6, 10, 0, 0)]));
  expect(cropped).toMatchObject({ width: 3, height: 5 });
  expect(redAt(cropped, 0, 0)).toBeGreaterThan(redAt(cropped, 2, 0) + 20);
});

test("decodes a picture whose crop has a long length", async () => {
  const crop = aperture(26, 22, -18, -15);
  const long = Buffer.concat([
    u32(1),
    Buffer.from("clap"),
    u32(0),
    u32(crop.length + 8),
    crop.subarray(8),
  ]);
  expect(await read(heicFile(corners, [long]))).toEqual(await read(heicFile(corners, [crop])));
});

test.each([
  ["outside the picture", aperture(20, 20, 400, 0)],
  ["without a size", aperture(0, 0, 0, 0)],
  ["with a fraction of zero", heifBox("clap", Buffer.alloc(32))],
])("refuses a crop %s as broken", async (_, crop) => {
  expect(await codec.inspect(heicFile(corners, [crop]))).toMatchObject({
    ok: false,
    problem: { code: "file-broken" },
  });
});

/** Primaries by number; transfer, matrix and range are always the same. */
const primaries = (number: number): Buffer =>
  heifBox("colr", Buffer.from("nclx"), u16(number), u16(13), u16(6), Buffer.from([0x80]));

test.each([
  [
    "a profile",
    async () => [],
    async () => [heifBox("colr", Buffer.from("prof"), await displayP3Profile())],
  ],
  ["a number", async () => [primaries(1)], async () => [primaries(12)]],
])(
  "converts a HEIC picture with Display P3 declared by %s to sRGB",
  async (_, makePlain, makeWide) => {
    const plain = await read(heicFile(warm, await makePlain()));
    const wide = await read(heicFile(warm, await makeWide()));
    const { data: wanted } = await convertToSrgb(plain, await displayP3Profile());
    expect(Math.abs((plain.data[0] ?? 0) - (wanted[0] ?? 0))).toBeGreaterThan(4);
    for (let i = 0; i < 3; i++)
      expect(Math.abs((wide.data[i] ?? -1000) - (wanted[i] ?? 0))).toBeLessThanOrEqual(2);
  },
);

test("decodes a truncated HEIC picture or refuses it as broken, without throwing", async () => {
  const complete = heicFile(corners);
  for (let length = complete.length - 1; length > complete.length - 1500; length -= 100) {
    const bytes = complete.subarray(0, length);
    const header = await codec.inspect(bytes);
    if (!header.ok) throw new Error("the header is whole");
    const raster = await codec.decode(bytes, header.value, 3200);
    expect(raster.ok ? "read" : raster.problem.code).toMatch(/^(read|file-broken)$/);
  }
});
