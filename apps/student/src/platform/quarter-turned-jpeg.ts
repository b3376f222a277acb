/** Rotates a JPEG only through its EXIF orientation: no pixel and no other metadata changes. */
import { type JpegSegment, segmentsOf } from "./jpeg-segments.ts";

const orientationTag = 0x0112;
const exifName = "Exif\0\0";
const shortType = 3;
const longestSegment = 65_533;

/** Result of a clockwise quarter turn for each orientation. */
const quarterTurned: Readonly<Record<number, number>> = {
  1: 6,
  6: 3,
  3: 8,
  8: 1,
  2: 7,
  7: 4,
  4: 5,
  5: 2,
};

/** Rotates clockwise; null for a file that is not a JPEG or whose EXIF cannot be read. */
export function quarterTurnedJpeg(jpeg: Uint8Array): Uint8Array | null {
  const segments = segmentsOf(jpeg);
  if (segments === null) return null;
  const exif = segments.find(isExif);
  const now = exif ? readOrientation(exif) : 1;
  const next = now === null ? undefined : quarterTurned[now];
  return next === undefined ? null : withOrientation(jpeg, next);
}

/** null where it cannot be written. */
export function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array | null {
  const segments = segmentsOf(jpeg);
  if (segments === null) return null;
  const exif = segments.find(isExif);
  if (!exif) return spliced(jpeg, 2, 2, exifSegment(newTiff(orientation)));
  const tiff = tiffOf(exif);
  const written = tiff && tiffWithOrientation(tiff, orientation);
  return written && spliced(jpeg, exif.at, exif.at + exif.bytes.length, exifSegment(written));
}

export const isExif = ({ code, bytes }: JpegSegment): boolean =>
  code === 0xe1 && exifName === String.fromCharCode(...bytes.subarray(4, 4 + exifName.length));

interface Tiff {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  /** Offset of its first directory, and its number of entries. */
  readonly directory: number;
  readonly count: number;
}

function tiffOf({ bytes }: JpegSegment): Tiff | null {
  const tiff = bytes.slice(4 + exifName.length);
  if (tiff.length < 14) return null;
  const view = new DataView(tiff.buffer);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const littleEndian = order === 0x4949;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > tiff.length) return null;
  const count = view.getUint16(directory, littleEndian);
  return directory + 2 + count * 12 + 4 > tiff.length
    ? null
    : { bytes: tiff, littleEndian, directory, count };
}

/** Offset of the orientation's entry; null without one. */
function entryOf({ bytes, littleEndian, directory, count }: Tiff): number | null {
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12;
    if (view.getUint16(at, littleEndian) === orientationTag) return at;
  }
  return null;
}

/** 1 where it is not set; null where it cannot be read. */
function readOrientation(segment: JpegSegment): number | null {
  const tiff = tiffOf(segment);
  if (tiff === null) return null;
  const entry = entryOf(tiff);
  return entry === null
    ? 1
    : new DataView(tiff.bytes.buffer).getUint16(entry + 8, tiff.littleEndian);
}

function tiffWithOrientation(tiff: Tiff, orientation: number): Uint8Array | null {
  const { bytes, littleEndian, directory, count } = tiff;
  const entry = entryOf(tiff);
  if (entry !== null) {
    const changed = bytes.slice();
    new DataView(changed.buffer).setUint16(entry + 8, orientation, littleEndian);
    return changed;
  }
  // Appends a copy of the directory with one more entry at the end: data that its entries point to stays in place.
  const start = bytes.length + (bytes.length % 2);
  const grown = new Uint8Array(start + 2 + (count + 1) * 12 + 4);
  if (grown.length + exifName.length > longestSegment) return null;
  grown.set(bytes);
  const view = new DataView(grown.buffer);
  view.setUint32(4, start, littleEndian);
  view.setUint16(start, count + 1, littleEndian);
  const tagAt = (index: number): number => view.getUint16(directory + 2 + index * 12, littleEndian);
  let previous = 0;
  while (previous < count && tagAt(previous) < orientationTag) previous += 1;
  const entriesAt = start + 2;
  const old = directory + 2;
  grown.copyWithin(entriesAt, old, old + previous * 12);
  writeEntry(view, entriesAt + previous * 12, orientation, littleEndian);
  // The rest includes the offset of the next directory.
  grown.copyWithin(entriesAt + (previous + 1) * 12, old + previous * 12, old + count * 12 + 4);
  return grown;
}

function newTiff(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = new DataView(tiff.buffer);
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  writeEntry(view, 10, orientation, false);
  return tiff;
}

function writeEntry(view: DataView, at: number, orientation: number, littleEndian: boolean): void {
  view.setUint16(at, orientationTag, littleEndian);
  view.setUint16(at + 2, shortType, littleEndian);
  view.setUint32(at + 4, 1, littleEndian);
  view.setUint16(at + 8, orientation, littleEndian);
}

function exifSegment(tiff: Uint8Array): Uint8Array {
  const segment = new Uint8Array(4 + exifName.length + tiff.length);
  new DataView(segment.buffer).setUint32(0, 0xffe10000 + 2 + exifName.length + tiff.length);
  segment.set(
    [...exifName].map((letter) => letter.charCodeAt(0)),
    4,
  );
  segment.set(tiff, 4 + exifName.length);
  return segment;
}

/** `bytes` with `put` in place of the range `from` to `to`. */
function spliced(bytes: Uint8Array, from: number, to: number, put: Uint8Array): Uint8Array {
  const made = new Uint8Array(bytes.length - (to - from) + put.length);
  made.set(bytes.subarray(0, from));
  made.set(put, from);
  made.set(bytes.subarray(to), from + put.length);
  return made;
}
