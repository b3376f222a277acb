/** Damaged image files by number. The same seed and number give the same bytes everywhere. */
import sharp from "sharp";
import { displayP3Profile } from "../../node/convert-to-srgb.ts";
import type { ImageCodec, ReadProblem } from "../../ports.ts";
import { heicFile } from "../heic-file.ts";
import { animatedPng, heifBox, pngChunk, pngFile } from "../image-files.ts";
import { markedFile, markedFormats } from "../marked-files.ts";
import { randomNumbers } from "../random-numbers.ts";

/** Returns uniform numbers in 0..1. */
type Random = () => number;

type Mutation = (bytes: Buffer, other: Buffer, random: Random) => Buffer;

const maxMutations = 4;
const maxBytes = 1 << 16;
const boundaries = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** Damages a file. The same numbers give the same mutations. `other` provides the parts for splices. */
function mutate(seed: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes: Buffer = Buffer.from(seed);
  const count = 1 + below(maxMutations, random);
  for (let i = 0; i < count && bytes.length > 0; i++) {
    bytes = pick(mutations, random)(bytes, Buffer.from(other), random).subarray(0, maxBytes);
  }
  return bytes;
}

const flipBits: Mutation = (bytes, _, random) => {
  const count = 1 + below(16, random);
  for (let i = 0; i < count; i++) {
    const at = below(bytes.length, random);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(8, random)), at);
  }
  return bytes;
};

const overwriteRun: Mutation = (bytes, _, random) => {
  const { from, to } = range(bytes, random);
  const filler = pick([() => 0, () => 0xff, () => below(256, random)], random);
  for (let i = from; i < to; i++) bytes.writeUInt8(filler(), i);
  return bytes;
};

const truncate: Mutation = (bytes, _, random) => bytes.subarray(0, below(bytes.length, random));

const duplicateChunk: Mutation = (bytes, _, random) => {
  const { from, to } = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
};

const removeChunk: Mutation = (bytes, _, random) => {
  const { from, to } = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const editLength: Mutation = (bytes, _, random) => {
  const width = Math.min(bytes.length, pick([1, 2, 4], random));
  const value = pick(boundaries, random) % 256 ** width;
  const at = below(bytes.length - width + 1, random);
  if (random() < 0.5) bytes.writeUIntBE(value, at, width);
  else bytes.writeUIntLE(value, at, width);
  return bytes;
};

const swapHeader: Mutation = (bytes, other, random) => {
  const length = 1 + below(Math.min(64, bytes.length, other.length), random);
  return Buffer.concat([other.subarray(0, length), bytes.subarray(length)]);
};

const splice: Mutation = (bytes, other, random) =>
  Buffer.concat([
    bytes.subarray(0, below(bytes.length, random)),
    other.subarray(below(other.length, random)),
  ]);

const mutations = [
  flipBits,
  overwriteRun,
  truncate,
  duplicateChunk,
  removeChunk,
  editLength,
  swapHeader,
  splice,
] as const;

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[below(choices.length, random)];
  if (choice === undefined) throw new RangeError("there is nothing to pick from");
  return choice;
}

/** Returns a range, mostly a short one, because parsers break on small changes. */
function range(bytes: Buffer, random: Random): { readonly from: number; readonly to: number } {
  const from = below(bytes.length, random);
  return {
    from,
    to: Math.min(bytes.length, from + 1 + below(2 ** (1 + below(10, random)), random)),
  };
}

const marks = {
  xmp: { inside: '<TC260:AIGC>{"Label":"1"}</TC260:AIGC>' },
  exif: {
    Software: "Snapseed",
    LensModel: "front camera",
    DateTimeOriginal: "2026:09:01 10:20:30",
  },
  credentials: [{ action: "c2pa.edited" }],
};

/** Returns small valid files of every accepted format, and of some that are refused, as the base of the damage. */
async function inputSeeds(): Promise<readonly Uint8Array[]> {
  const size = { width: 40, height: 30 };
  const pixels = Uint8Array.from(
    { length: size.width * size.height * 3 },
    (_, i) => (i * i * 31 + i * 7) & 255,
  );
  const picture = sharp(pixels, { raw: { ...size, channels: 3 } });
  const described = picture.clone().withMetadata({ orientation: 6 }).withIccProfile("p3");
  const translucent = picture.clone().ensureAlpha(0.5);
  const colour = heifBox("colr", Buffer.from("prof"), await displayP3Profile());
  const rows = Uint8Array.of(0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc);
  const palette = pngChunk("PLTE", Uint8Array.of(10, 20, 30, 200, 100, 50));
  return [
    await described.clone().jpeg().toBuffer(),
    await picture.clone().jpeg({ progressive: true, chromaSubsampling: "4:4:4" }).toBuffer(),
    await picture.clone().toColourspace("b-w").jpeg().toBuffer(),
    await picture.clone().toColourspace("cmyk").jpeg().toBuffer(),
    await described.clone().png().toBuffer(),
    await translucent.clone().png({ progressive: true }).toBuffer(),
    pngFile({ width: 1, height: 1, bitDepth: 16, colourType: 2 }, rows),
    pngFile({ width: 2, height: 1, bitDepth: 8, colourType: 3 }, Uint8Array.of(0, 0, 1), [palette]),
    animatedPng(),
    await described.clone().webp().toBuffer(),
    await translucent.clone().webp({ lossless: true }).toBuffer(),
    await described.clone().avif({ effort: 0 }).toBuffer(),
    await translucent.clone().avif({ effort: 0 }).toBuffer(),
    ...(await Promise.all(markedFormats.map((format) => markedFile(format, marks)))),
    heicFile({ width: 32, height: 16, luma: (x, y) => 60 + 3 * x + y, cb: 120, cr: 140 }, [colour]),
    Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    ),
    Buffer.from("II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0", "latin1"),
    Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"),
    Buffer.from("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a", "latin1"),
    Buffer.from("dear student, this is no photo but a longer line of text"),
  ];
}

/** Damaged files: `inputAt(i)` for any integer i >= 0. */
export interface FuzzInputs {
  inputAt(index: number): Uint8Array;
}

/** Creates the inputs. The `intactFiles`, when provided, are damaged in addition to the small ones. */
export async function fuzzInputs(
  seed: number,
  intactFiles: readonly Uint8Array[] = [],
): Promise<FuzzInputs> {
  const files = [...(await inputSeeds()), ...intactFiles];
  return {
    inputAt(index) {
      const random = randomNumbers(seed + Math.imul(index, 0x9e3779b1));
      return mutate(pick(files, random), pick(files, random), random);
    },
  };
}

const maxLongSidePx = 3200;

/**
 * Feeds a damaged file to the codec and verifies its contract: pixels that match their size, or a refusal with a code;
 * marks without a throw. Throws an Error when the codec breaks its contract; other errors pass through.
 */
export async function feed(
  codec: ImageCodec,
  bytes: Uint8Array,
): Promise<"read" | ReadProblem["code"]> {
  const header = await codec.inspect(bytes);
  if (!header.ok) return header.problem.code;
  codec.readMarks(bytes, header.value.format);
  const raster = await codec.decode(bytes, header.value, maxLongSidePx);
  if (!raster.ok) return raster.problem.code;
  const { width, height, data } = raster.value;
  if (data.length !== width * height * 3)
    throw new Error(`${width} × ${height} pixels came in ${data.length} bytes`);
  if (Math.max(width, height) > maxLongSidePx)
    throw new Error(`${width} × ${height} is larger than asked for`);
  return "read";
}
