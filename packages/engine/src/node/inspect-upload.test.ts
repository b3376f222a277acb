import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { bytesOfText } from "../file/marks/blocks.ts";
import { blocksOf } from "../file/marks/blocks-of.ts";
import type { SourceFormat } from "../ports.ts";
import { heicFile } from "../testing/heic-file.ts";
import { heifBox, pngChunk } from "../testing/image-files.ts";
import { inflate, inspectUpload } from "./inspect-upload.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const codec = createSharpCodec({ heic: true });
const exif = {
  IFD0: { Software: "Meitu", ImageDescription: "kept" },
  IFD2: { DateTimeOriginal: "2026:05:01 10:00:00" },
  IFD3: {
    GPSLatitude: "31/1 12/1 59/1",
    GPSLatitudeRef: "N",
    GPSLongitude: "121/1 28/1 7/1",
    GPSLongitudeRef: "E",
  },
};
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r photoshop:City="Shanghai"><exif:GPSLatitude>31,12N</exif:GPSLatitude><TC260:AIGC>{"Label":"1"}</TC260:AIGC></r></x:xmpmeta>`;
const picture = () =>
  sharp({ create: { width: 40, height: 24, channels: 3, background: "#a08070" } })
    .withExif(exif)
    .withXmp(xmp)
    .withMetadata({ orientation: 6 });
const tiff = async () =>
  (await sharp(await picture().jpeg().toBuffer()).metadata()).exif?.subarray(6) ?? Buffer.alloc(0);
const heicOf = async (first: Buffer = Buffer.alloc(0)) =>
  heicFile({ width: 16, height: 16, luma: () => 100, cb: 128, cr: 128 }, [], {
    xmp,
    exif: await tiff(),
    first,
  });
const heic = () => heicOf();
const decodedPixels = async (file: Uint8Array) => {
  const header = await codec.inspect(file);
  if (!header.ok) throw new Error(header.problem.code);
  return codec.decode(file, header.value, 3200);
};

const files: readonly [SourceFormat, () => Promise<Buffer>][] = [
  ["jpeg", () => picture().jpeg().toBuffer()],
  ["png", () => picture().png().toBuffer()],
  ["webp", () => picture().webp().toBuffer()],
  ["heic", heic],
];
const film = Buffer.from("\0\0\0\x18mpvd\0\0\0\x10moov a film of a moving photo", "latin1");
/** Returns true if the file contains the location of the test file in its binary or text form. */
const hasPlace = (file: Uint8Array): boolean => {
  const bytes = Buffer.from(file);
  const [big, small] = [Buffer.alloc(8), Buffer.alloc(8)];
  big.writeUInt32BE(121);
  big.writeUInt32BE(1, 4);
  small.writeUInt32LE(121);
  small.writeUInt32LE(1, 4);
  return [big, small, Buffer.from("Shanghai"), Buffer.from("31,12N")].some((place) =>
    bytes.includes(place),
  );
};

const cut = (file: Uint8Array): Uint8Array => inspectUpload(file, { heic: true }).stored;

const blocksIn = (file: Uint8Array, format: SourceFormat) =>
  blocksOf(file, format).xmp.map((block) =>
    Buffer.from(bytesOfText(block, inflate)).toString("latin1"),
  );
const itxt = (packet: string) =>
  pngChunk(
    "iTXt",
    Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\x01\0\0\0"), deflateSync(packet)]),
  );
const afterHeader = (file: Buffer, at: number, part: Buffer) =>
  Buffer.concat([file.subarray(0, at), part, file.subarray(at)]);

test.each([
  ["short", heifBox("moov", Buffer.from("Shanghai 31,12N"))],
  [
    "long",
    Buffer.concat([Buffer.from("\0\0\0\x01moov\0\0\0\0\0\0\0\x18"), Buffer.from("Shanghai")]),
  ],
])("empties a sequence next to the picture that has a %s length", async (_, sequence) => {
  const space = Buffer.alloc(sequence.length);
  sequence.copy(space, 0, 0, sequence.readUInt32BE() === 1 ? 16 : 8);
  space.write("free", 4);
  expect(Buffer.compare(cut(await heicOf(sequence)), cut(await heicOf(space)))).toBe(0);
});

test.each([
  [["msf1", "msf1", "mif1", "heic"], "before"],
  [["heic", "msf1", "mif1", "heic"], "before"],
  [["heic", "msf1", "mif1", "heic"], "after"],
  [["heic", "mif1", "heic", "isom", "mp41", "mp42"], "before"],
])(
  "the stored copy of a picture with the brands %s and a sequence %s it can be decoded",
  async (brands, place) => {
    const grey = { width: 16, height: 16, luma: () => 100, cb: 128, cr: 128 };
    const sequence = heifBox("moov", Buffer.from("a sequence"));
    const file = heicFile(
      grey,
      [],
      place === "before" ? { brands, first: sequence } : { brands, boxes: [sequence] },
    );
    expect(await decodedPixels(cut(file))).toEqual(await decodedPixels(heicFile(grey)));
  },
);

test("removes the location from compressed XMP, and retains the label next to it", async () => {
  const plain = await sharp({
    create: { width: 40, height: 24, channels: 3, background: "#a08070" },
  })
    .png()
    .toBuffer();
  const [stored = ""] = blocksIn(cut(afterHeader(plain, 33, itxt(xmp))), "png");
  expect(stored).toContain('{"Label":"1"}');
  expect(stored).not.toMatch(/Shanghai|31,12N/);
});

test("leaves compressed XMP without a location byte for byte unchanged", async () => {
  const plain = await sharp({
    create: { width: 40, height: 24, channels: 3, background: "#a08070" },
  })
    .png()
    .toBuffer();
  const file = afterHeader(
    plain,
    33,
    itxt('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>b</a></x:xmpmeta>'),
  );
  expect(Buffer.compare(cut(file), file)).toBe(0);
});

test("a GPS directory that points to the start of the file removes only itself", async () => {
  const jpeg = await picture().jpeg().toBuffer();
  const pointer = Buffer.from(jpeg);
  const little = pointer.indexOf(Buffer.from([0x25, 0x88, 4, 0]));
  const big = pointer.indexOf(Buffer.from([0x88, 0x25, 0, 4]));
  pointer.fill(0, Math.max(little, big) + 8, Math.max(little, big) + 12);
  const stored = cut(pointer);
  expect((await sharp(stored).metadata()).orientation).toBe(6);
  expect(codec.readMarks(stored, "jpeg")).toEqual(codec.readMarks(pointer, "jpeg"));
});

test("removes the location that ImageMagick repeats in a text chunk", async () => {
  const raw = pngChunk("tEXt", Buffer.from("Raw profile type iptc\0Shanghai"));
  const file = afterHeader(await picture().png().toBuffer(), 33, raw);
  expect(file.includes("Shanghai")).toBe(true);
  expect(Buffer.from(cut(file)).includes("Shanghai")).toBe(false);
});

describe.each(files)("a %s", (format, make) => {
  test("is stored without its location, with labels, software, date, rotation and pixels unchanged", async () => {
    const bytes = await make();
    const stored = cut(bytes);
    if (format !== "png") expect(hasPlace(bytes)).toBe(true);
    expect(hasPlace(stored)).toBe(false);
    expect(codec.readMarks(stored, format)).toEqual(codec.readMarks(bytes, format));
    expect(codec.readMarks(stored, format)).toMatchObject({
      software: expect.arrayContaining(["Meitu"]),
    });
    expect(await codec.inspect(stored)).toEqual(await codec.inspect(bytes));
    expect(await decodedPixels(stored)).toEqual(await decodedPixels(bytes));
  });

  test("is stored without data after the picture, and unchanged if there is nothing to remove", async () => {
    const bytes = cut(await make());
    for (const file of [bytes, Buffer.concat([bytes, film])])
      expect(Buffer.compare(cut(file), bytes)).toBe(0);
  });

  test("is processed without throwing if cut short or with any byte changed", async () => {
    const bytes = await make();
    for (let at = 0; at < bytes.length; at += 3) {
      cut(bytes.subarray(0, at));
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      cut(changed);
    }
  });
});
