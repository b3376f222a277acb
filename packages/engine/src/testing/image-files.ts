/** Builds and edits image files byte by byte, for tests of decoders with hostile input. */
import { crc32, deflateSync } from "node:zlib";

export const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
export const u32 = (value: number): Buffer =>
  Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);

const pngSignature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/**
 * Builds a PNG. `colourType` and `bitDepth` are as in its header; `rows` are the filtered scan lines before
 * compression.
 */
export function pngFile(
  header: { width: number; height: number; bitDepth: number; colourType: number },
  rows: Uint8Array,
  extra: readonly Buffer[] = [],
): Buffer {
  const { width, height, bitDepth, colourType } = header;
  const ihdr = Buffer.concat([
    u32(width),
    u32(height),
    Buffer.from([bitDepth, colourType, 0, 0, 0]),
  ]);
  const idat = pngChunk("IDAT", deflateSync(rows));
  return Buffer.concat([
    pngSignature,
    pngChunk("IHDR", ihdr),
    ...extra,
    idat,
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Returns a three-frame APNG of one-pixel frames, the first of them red. */
export function animatedPng(): Buffer {
  const frame = (sequence: number): Buffer =>
    pngChunk(
      "fcTL",
      Buffer.concat([u32(sequence), u32(1), u32(1), u32(0), u32(0), u16(1), u16(10), u16(0)]),
    );
  const later = (sequence: number): Buffer[] => [
    frame(sequence),
    pngChunk("fdAT", Buffer.concat([u32(sequence + 1), deflateSync(Uint8Array.of(0, 0, 255, 0))])),
  ];
  const complete = pngFile(
    { width: 1, height: 1, bitDepth: 8, colourType: 2 },
    Uint8Array.of(0, 255, 0, 0),
    [pngChunk("acTL", Buffer.concat([u32(3), u32(0)])), frame(0)],
  );
  const end = complete.length - 12;
  return Buffer.concat([
    complete.subarray(0, end),
    ...later(1),
    ...later(3),
    complete.subarray(end),
  ]);
}

/** Returns the offsets of every marker outside entropy-coded data, and of those between scans. */
export function jpegMarkers(jpeg: Uint8Array): number[] {
  const offsets: number[] = [];
  for (let i = 0; i + 1 < jpeg.length; ) {
    const code = jpeg[i + 1] ?? 0;
    const isMarker =
      jpeg[i] === 0xff && code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7);
    if (!isMarker) {
      i++;
      continue;
    }
    offsets.push(i);
    const isBare = code === 0xd8 || code === 0xd9;
    i += isBare ? 2 : 2 + (((jpeg[i + 2] ?? 0) << 8) | (jpeg[i + 3] ?? 0));
  }
  return offsets;
}

/** Returns the same file with another declared size. */
export function withJpegSize(jpeg: Uint8Array, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = jpegMarkers(jpeg).find((at) => [0xc0, 0xc1, 0xc2].includes(jpeg[at + 1] ?? 0));
  if (frame === undefined) throw new Error("the JPEG has no frame header");
  copy.writeUInt16BE(height, frame + 5);
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

/** Returns the same pixels with another declared colour space. */
export function withJpegProfile(jpeg: Uint8Array, icc: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from("ICC_PROFILE\0\x01\x01", "latin1"), icc]);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe2]), u16(body.length + 2), body]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** Returns a minimal ICC profile of red, green and blue colorants (XYZ of D50) and one gamma. */
export function matrixProfile(
  colorants: readonly (readonly [number, number, number])[],
  gamma: number,
): Buffer {
  const fixed = (value: number): Buffer => u32(Math.round(value * 65536) >>> 0);
  const xyz = (values: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from("XYZ \0\0\0\0", "latin1"), ...values.map(fixed)]);
  const whitePoint = [0.9642, 1, 0.8249];
  const curve = Buffer.concat([
    Buffer.from("curv\0\0\0\0", "latin1"),
    u32(1),
    u16(Math.round(gamma * 256)),
    u16(0),
  ]);
  const name = Buffer.from("desc\0\0\0\0\0\0\0\x05test\0", "latin1");
  const tags: [string, Buffer][] = [
    ["desc", Buffer.concat([name, Buffer.alloc(100 - name.length)])],
    ["wtpt", xyz(whitePoint)],
    ...["rXYZ", "gXYZ", "bXYZ"].map((tag, i): [string, Buffer] => [
      tag,
      xyz(colorants[i] ?? whitePoint),
    ]),
    ...["rTRC", "gTRC", "bTRC"].map((tag): [string, Buffer] => [tag, curve]),
  ];
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02400000, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  header.write("acsp", 36, "latin1");
  Buffer.concat(whitePoint.map(fixed)).copy(header, 68);
  let at = header.length + 4 + tags.length * 12;
  const table = tags.map(([tag, body]) => {
    const row = Buffer.concat([Buffer.from(tag, "latin1"), u32(at), u32(body.length)]);
    at += body.length;
    return row;
  });
  const profile = Buffer.concat([
    header,
    u32(tags.length),
    ...table,
    ...tags.map(([, body]) => body),
  ]);
  profile.writeUInt32BE(profile.length, 0);
  return profile;
}

export function heifBox(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, "latin1"), body]);
}

/** Returns a HEIC file with a header for a picture of this size but without picture data. */
export function heicHeader(
  width: number,
  height: number,
  properties: readonly Buffer[] = [],
): Buffer {
  const full = Buffer.alloc(4);
  const own = [heifBox("ispe", full, u32(width), u32(height)), ...properties];
  const association = Buffer.concat([
    u32(1),
    u16(1),
    Buffer.from([own.length, ...own.map((_, i) => i + 1)]),
  ]);
  return Buffer.concat([
    heifBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1")),
    heifBox(
      "meta",
      full,
      heifBox("pitm", full, u16(1)),
      heifBox("iprp", heifBox("ipco", ...own), heifBox("ipma", full, association)),
    ),
  ]);
}
