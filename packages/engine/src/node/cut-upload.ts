/**
 * An upload as it is kept: without what follows the picture, and without the place where it was taken. Nothing is decoded
 * and no pixel changes; labels, programs, date, turn and colours stay where they are.
 */
import { crc32 } from "node:zlib";
import { boxesIn, type HeifMeta, partOf, versionAndFlagsBytes } from "../file/heif-boxes.ts";
import { itemsOf, placesOf } from "../file/heif-items.ts";
import { sniffFormat } from "../file/sniff-format.ts";
import type { SourceFormat } from "../ports.ts";

/** The same bytes where nothing is to be cut; a copy where something is. What cannot be followed is left as it is. */
export function cutUpload(bytes: Uint8Array): Uint8Array {
  const format = sniffFormat(bytes);
  if (format === null) return bytes;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = endIn[format](whole);
    const copy = Buffer.from(whole.subarray(0, end));
    for (const tiff of exifIn[format](copy)) emptyGps(tiff);
    emptyXmpPlaces(copy);
    if (format === "png") sumAgain(copy);
    return copy.length === bytes.length && copy.equals(whole) ? bytes : copy;
  } catch {
    // A damaged one: its report says so.
    return bytes;
  }
}

type In<What> = Readonly<Record<SourceFormat, (file: Buffer) => What>>;

const exifHead = Buffer.from("Exif\0\0", "latin1");
const pngSignatureBytes = 8;

/** Where the picture ends. */
const endIn: In<number> = {
  jpeg: (file) => {
    for (const { code, end } of jpegSegments(file)) if (code === 0xd9) return end;
    return file.length;
  },
  png: (file) => {
    for (const { type, end } of pngChunks(file)) if (type === "IEND") return end;
    return file.length;
  },
  webp: (file) => Math.min(file.length, 8 + file.readUInt32LE(4) + (file.readUInt32LE(4) % 2)),
  heic: endOfBoxes,
  avif: endOfBoxes,
};

/** Boxes that are part of a picture's file; a film behind it is none. */
const heifTypes: readonly string[] = ["ftyp", "meta", "mdat", "idat", "free", "skip", "uuid", "styp"];

function endOfBoxes(file: Buffer): number {
  let end = 0;
  for (let at = 0; at + 8 <= file.length; at = end) {
    const short = file.readUInt32BE(at);
    const length = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? file.length - at : short;
    if (length < 8 || !heifTypes.includes(file.toString("latin1", at + 4, at + 8))) break;
    end = Math.min(file.length, at + length);
  }
  return end === 0 ? file.length : end;
}

/** Every TIFF of the file, as a view on it. */
const exifIn: In<Buffer[]> = {
  jpeg: (file) =>
    [...jpegSegments(file)]
      .filter(({ code, body }) => code === 0xe1 && startsWith(body, exifHead))
      .map(({ body }) => body.subarray(exifHead.length)),
  png: (file) => [...pngChunks(file)].filter(({ type }) => type === "eXIf").map(({ body }) => tiffIn(body)),
  webp: (file) => {
    const found: Buffer[] = [];
    for (let at = 12; at + 8 <= file.length; ) {
      const length = file.readUInt32LE(at + 4);
      if (file.toString("latin1", at, at + 4) === "EXIF") found.push(tiffIn(file.subarray(at + 8, at + 8 + length)));
      at += 8 + length + (length % 2);
    }
    return found;
  },
  heic: exifOfHeif,
  avif: exifOfHeif,
};

const startsWith = (body: Buffer, head: Buffer): boolean => body.subarray(0, head.length).equals(head);
const tiffIn = (body: Buffer): Buffer => (startsWith(body, exifHead) ? body.subarray(exifHead.length) : body);

function exifOfHeif(file: Buffer): Buffer[] {
  const meta = boxesIn(partOf(file, 0, file.length)).find(({ type }) => type === "meta");
  if (!meta) return [];
  const inMeta = boxesIn(partOf(meta.body, versionAndFlagsBytes));
  const body: HeifMeta["body"] = (wanted) => inMeta.find(({ type }) => type === wanted)?.body ?? null;
  const [places, idat] = [body("iloc"), body("idat")];
  const ids = new Set(itemsOf({ body }).flatMap(({ id, type }) => (type === "Exif" ? [id] : [])));
  if (!places) return [];
  return [...placesOf(places, (id) => ids.has(id)).values()].flatMap(([only, ...others]) => {
    if (!only || others.length > 0) return [];
    const whole = only.inIdat && idat ? Buffer.from(idat.buffer, idat.byteOffset, idat.byteLength) : file;
    const item = whole.subarray(only.at, only.length === 0 ? undefined : only.at + only.length);
    return item.length > 4 ? [item.subarray(4 + item.readUInt32BE(0))] : [];
  });
}

const tag = { gps: 0x8825 } as const;
const entryBytes = 12;
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const mostEntries = 512;

/** The directory of the place and all its values become zeros, where they stand: no offset of anything else moves. */
function emptyGps(tiff: Buffer): void {
  const isBig = tiff.toString("latin1", 0, 2) === "MM";
  const u16 = (at: number): number => (isBig ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at));
  const u32 = (at: number): number => (isBig ? tiff.readUInt32BE(at) : tiff.readUInt32LE(at));
  const main = u32(4);
  for (let i = 0; i < Math.min(mostEntries, u16(main)); i++) {
    const entry = main + 2 + i * entryBytes;
    if (u16(entry) !== tag.gps) continue;
    const gps = u32(entry + 8);
    const entries = Math.min(mostEntries, u16(gps));
    for (let k = 0; k < entries; k++) {
      const at = gps + 2 + k * entryBytes;
      const length = (bytesOfType[u16(at + 2)] ?? 0) * u32(at + 4);
      if (length > 4) tiff.fill(0, u32(at + 8), u32(at + 8) + length);
    }
    // An empty directory, which every reader knows.
    tiff.fill(0, gps, gps + 2 + entries * entryBytes + 4);
  }
}

/** Properties of XMP that tell a place, as element and as attribute. */
const xmpPlace =
  /(<((?:exif:GPS|photoshop:(?:City|State|Country)|Iptc4xmpCore:Location|Iptc4xmpExt:Location)\w*)[^>]*>)([^<]*)(?=<\/\2>)|((?:exif:GPS|photoshop:(?:City|State|Country)|Iptc4xmpCore:Location)\w*=)("[^"]*"|'[^']*')/g;
const xmpBegins = Buffer.from("<x:xmpmeta");
const xmpEnds = Buffer.from("</x:xmpmeta>");

/** Their values become blanks of the same length. */
function emptyXmpPlaces(file: Buffer): void {
  for (let at = file.indexOf(xmpBegins); at >= 0; at = file.indexOf(xmpBegins, at + 1)) {
    const end = file.indexOf(xmpEnds, at);
    if (end < 0) return;
    const packet = file.subarray(at, end);
    const text = packet.toString("latin1");
    const emptied = text.replace(
      xmpPlace,
      (all, open?: string, _name?: string, value?: string, name?: string, quoted?: string) =>
        open !== undefined
          ? open + " ".repeat(value?.length ?? 0)
          : name !== undefined && quoted !== undefined
            ? name + quoted.slice(0, 1) + " ".repeat(quoted.length - 2) + quoted.slice(-1)
            : all,
    );
    if (emptied !== text) packet.write(emptied, "latin1");
  }
}

interface Segment {
  readonly code: number;
  readonly body: Buffer;
  readonly end: number;
}

/** Up to the end of the picture. Throws an Error for what cannot be followed. */
function* jpegSegments(file: Buffer): Generator<Segment> {
  for (let at = 2; at + 2 <= file.length; ) {
    const code = file[at + 1] ?? 0;
    if (file[at] !== 0xff) throw new Error("a JPEG that cannot be followed");
    if (code === 0xff) {
      at += 1;
      continue;
    }
    if (code === 0xd9) {
      yield { code, body: Buffer.alloc(0), end: at + 2 };
      return;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    yield { code, body: file.subarray(at + 4, end), end };
    at = code === 0xda ? endOfScan(file, end) : end;
  }
}

function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new Error("a JPEG that ends in the middle");
}

function* pngChunks(file: Buffer): Generator<{ readonly type: string; readonly body: Buffer; readonly end: number }> {
  for (let at = pngSignatureBytes; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    yield { type: file.toString("latin1", at + 4, at + 8), body: file.subarray(at + 8, end - 4), end };
    at = end;
  }
}

/** What was changed in a chunk is what its checksum is of. */
function sumAgain(file: Buffer): void {
  for (const { type, body, end } of pngChunks(file)) {
    if (type !== "eXIf" && type !== "iTXt") continue;
    file.writeUInt32BE(crc32(body, crc32(type)), end - 4);
  }
}
