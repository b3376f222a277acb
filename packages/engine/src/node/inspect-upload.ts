/**
 * Prepares an upload for storage: removes trailing data and the location. AI labels, software names, date, orientation,
 * colour profile and pixels stay.
 */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { latin1Of, viewOf } from "../file/bytes.ts";
import { checksumBytes, jpegCode, jpegParts, pngParts } from "../file/file-parts.ts";
import { bytesOf, eachBoxIn, partOf } from "../file/heif-boxes.ts";
import { type Blocks, bytesOfText, type Inflate, type TextBlock } from "../file/marks/blocks.ts";
import { blocksOf } from "../file/marks/blocks-of.ts";
import { directoriesOf } from "../file/marks/exif-texts.ts";
import { walkXmp, type XmpName } from "../file/marks/xmp.ts";
import { type HeaderOptions, readHeader } from "../file/read-header.ts";
import type { ReadResult, SourceFormat, SourceHeader } from "../ports.ts";

const gpsTag = 0x8825;
const entryBytes = 12;
/** Maximum number of entries; 32 kinds exist. */
const maxGpsEntries = 64;
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Overwrites the GPS directory and all its values with zeros. */
function emptyGps(tiff: Uint8Array): void {
  const { u16, u32, directoryAt } = directoriesOf(tiff);
  const entry = directoryAt(u32(4)).get(gpsTag);
  if (entry === undefined) return;
  const gps = u32(entry + 8);
  const main = u32(4);
  const mainEnd = main + 2 + u16(main) * entryBytes + 4;
  /** Skips ranges that overlap the header or the main directory, such as a pointer erased earlier. */
  const empty = (from: number, to: number): void => {
    if (from >= 8 && (to <= main || from >= mainEnd)) tiff.fill(0, from, to);
  };
  const count = Math.min(maxGpsEntries, u16(gps));
  for (let i = 0; i < count; i++) {
    const at = gps + 2 + i * entryBytes;
    const bytes = (bytesOfType[u16(at + 2)] ?? 0) * u32(at + 4);
    if (bytes > 4) empty(u32(at + 8), u32(at + 8) + bytes);
  }
  // Leaves an empty directory, which every reader accepts.
  empty(gps, gps + 2 + count * entryBytes + 4);
}

/** Location names used by IPTC, Photoshop and EXIF in XMP. */
const placeName =
  /^(gps|(city|state|country|countrycode|countryname|provincestate|sublocation|worldregion|location|locationcreated|locationshown)$)/i;
const isPlace = ({ local }: XmpName): boolean => placeName.test(local);

const [space, lessThan] = [0x20, 0x3c];

/** Overwrites the location values with blanks, and also everything that cannot be parsed. */
function emptyXmpPlaces(packet: Uint8Array): void {
  const isOpenAt: (number | null)[] = [];
  const blank = (from: number, to: number): void =>
    void (to > from && packet.fill(space, from, to));
  // The text has one character per byte, which preserves the offsets.
  const read = walkXmp(latin1Of(packet), {
    attribute: (attribute, at) => {
      if (!isPlace(attribute)) return;
      const quote = packet[at - 1] ?? 0;
      blank(packet.lastIndexOf(quote, at - 2) + 1, at - 1);
    },
    openTag: (tag, at) => void isOpenAt.push(isPlace(tag) ? at : null),
    closeTag: (at) => {
      const openedAt = isOpenAt.pop() ?? null;
      if (openedAt !== null) blank(openedAt, packet.lastIndexOf(lessThan, at - 1));
    },
  });
  blank(read, packet.length);
}

/** Inflates a zlib stream with Node's own zlib. */
export const inflate: Inflate = (deflated, maxOutputLength) => {
  try {
    return inflateSync(deflated, { maxOutputLength });
  } catch {
    return new Uint8Array();
  }
};

export interface InspectedUpload {
  readonly header: ReadResult<SourceHeader>;
  /** The file to store, unchanged where its header is refused. */
  readonly stored: Uint8Array;
}

export function inspectUpload(bytes: Uint8Array, options: HeaderOptions): InspectedUpload {
  const header = readHeader(bytes, options);
  return { header, stored: header.ok ? cutUpload(bytes, header.value.format) : bytes };
}

/** Returns a copy without the data after the picture and without locations. */
function cutUpload(bytes: Uint8Array, format: SourceFormat): Uint8Array {
  const copy = new Uint8Array(bytes.subarray(0, endIn[format](bytes)));
  emptyPlaces(blocksOf(copy, format));
  if (format === "png") recomputedSum(copy);
  if (format === "heic" || format === "avif") emptySequences(copy);
  return copy;
}

/** Functions that return the offset of the end of the picture. */
const endIn: Readonly<Record<SourceFormat, (file: Uint8Array) => number>> = {
  jpeg: (file) => {
    for (const { code, end } of jpegParts(file)) if (code === jpegCode.eoi) return end;
    return file.length;
  },
  png: (file) => {
    for (const { type, end } of pngParts(file)) if (type === "IEND") return end + checksumBytes;
    return file.length;
  },
  webp: (file) => {
    const bytes = viewOf(file).getUint32(4, true);
    return 8 + bytes + (bytes % 2);
  },
  heic: endOfBoxes,
  avif: endOfBoxes,
};

/** Boxes that belong to a picture's file; a video after it does not. */
const heifTypes: readonly string[] = [
  "ftyp",
  "meta",
  "mdat",
  "idat",
  "free",
  "skip",
  "uuid",
  "styp",
];
/** Box of a sequence that shares the data with the picture. It may contain locations, and no decoder needs it. */
const sequenceType = "moov";
/** Brands with which libheif requires a sequence. */
const sequenceBrands: readonly string[] = ["msf1", "isom", "mp41", "mp42"];
const pictureBrand = Buffer.from("mif1");
const brandBytes = 4;

function endOfBoxes(file: Uint8Array): number {
  let end = 0;
  let hasData = false;
  for (const { type, body } of eachBoxIn(partOf(file, 0))) {
    if (!heifTypes.includes(type) && (hasData || type !== sequenceType)) break;
    hasData ||= type === "mdat";
    end = body.byteOffset - file.byteOffset + body.byteLength;
  }
  return end;
}

/** Turns sequences into empty space, which keeps the positions of the picture's data, and removes their brands. */
function emptySequences(file: Uint8Array): void {
  for (const { type, typeOffset, body } of eachBoxIn(partOf(file, 0))) {
    if (type === "ftyp") replaceSequenceBrands(bytesOf(body));
    if (type !== sequenceType) continue;
    file.set(Buffer.from("free"), typeOffset - file.byteOffset);
    bytesOf(body).fill(0);
  }
}

function replaceSequenceBrands(fileType: Uint8Array): void {
  for (let at = 0; at + brandBytes <= fileType.length; at += brandBytes) {
    // The version is between the major brand and the compatible ones.
    const isBrand = at !== brandBytes;
    if (isBrand && sequenceBrands.includes(latin1Of(fileType, at, at + brandBytes)))
      fileType.set(pictureBrand, at);
  }
}

/** Erases locations in place. Blocks above the limits are erased too, because nobody checks their content. */
function emptyPlaces({ exif, xmp, unread }: Blocks): void {
  for (const block of exif) emptyGps(block);
  for (const block of xmp) emptyPlacesOf(block);
  for (const block of unread) block.fill(0);
}

function emptyPlacesOf({ pieces, isPacked }: TextBlock): void {
  const text = bytesOfText({ pieces, isPacked }, inflate);
  const previous = Uint8Array.from(text);
  emptyXmpPlaces(text);
  if (text.length > 0 && Buffer.compare(text, previous) === 0) return;
  // Blanks compress better than locations. Where they do not fit, or inflating failed, the block is erased.
  const packed = isPacked ? deflateSync(text, { level: 9 }) : text;
  const fits =
    text.length > 0 && packed.length <= pieces.reduce((sum, { length }) => sum + length, 0);
  let at = 0;
  for (const piece of pieces) {
    piece.fill(0);
    if (fits) piece.set(packed.subarray(at, at + piece.length));
    at += piece.length;
  }
}

const summed: readonly string[] = ["eXIf", "tEXt", "iTXt", "zTXt"];

/** Recomputes the checksum of a changed chunk. */
function recomputedSum(file: Uint8Array): void {
  for (const { type, at, end } of pngParts(file)) {
    if (!summed.includes(type) || end + checksumBytes > file.length) continue;
    viewOf(file).setUint32(end, crc32(file.subarray(at - 4, end)));
  }
}
