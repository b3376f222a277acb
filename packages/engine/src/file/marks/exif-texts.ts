/** Reads the few texts of an EXIF block (TIFF 6.0, EXIF 2.32) on the origin of a picture. */
import { latin1Of, utf8Of, viewOf } from "../bytes.ts";

export interface ExifTexts {
  readonly description: string;
  readonly software: string;
  readonly comment: string;
  readonly lensModel: string;
  /** Time as stored, "2026:09:01 10:20:30". */
  readonly takenAt: string;
}

const tag = {
  description: 0x010e,
  orientation: 0x0112,
  software: 0x0131,
  exifDirectory: 0x8769,
  takenAt: 0x9003,
  comment: 0x9286,
  lensModel: 0xa434,
} as const;
const entryBytes = 12;
/** Maximum number of entries. Directories of cameras have about sixty. */
const maxEntries = 512;
const maxTextBytes = 2 ** 16;
/** Types with one byte per value: text, and types that may contain text. */
const textTypes: readonly number[] = [1, 2, 7];

/** Returns the orientation of the picture, 1..8, or 1 where the block does not state it. */
export function orientationOf(tiff: Uint8Array | undefined): number {
  if (!tiff) return 1;
  const { directoryAt, u16, u32 } = directoriesOf(tiff);
  const entry = directoryAt(u32(4)).get(tag.orientation);
  const value = entry === undefined ? 1 : u16(entry + 8);
  return value >= 1 && value <= 8 ? value : 1;
}

/** Sets an existing orientation to 1. */
export function clearOrientation(tiff: Uint8Array): void {
  const { directoryAt, u32, setU16 } = directoriesOf(tiff);
  const entry = directoryAt(u32(4)).get(tag.orientation);
  if (entry !== undefined) setU16(entry + 8, 1);
}

/** Creates a reader of directories. Positions beyond the block read as 0. */
export function directoriesOf(tiff: Uint8Array) {
  const bigEndian = latin1Of(tiff, 0, 2) === "MM";
  const view = viewOf(tiff);
  const u16 = (at: number): number => (at + 2 > tiff.length ? 0 : view.getUint16(at, !bigEndian));
  const u32 = (at: number): number => (at + 4 > tiff.length ? 0 : view.getUint32(at, !bigEndian));

  const setU16 = (at: number, value: number): void => {
    if (at + 2 <= tiff.length) view.setUint16(at, value, !bigEndian);
  };

  const directoryAt = (at: number): ReadonlyMap<number, number> => {
    const entries = new Map<number, number>();
    const count = at === 0 ? 0 : Math.min(maxEntries, u16(at));
    for (let i = 0; i < count; i++)
      entries.set(u16(at + 2 + i * entryBytes), at + 2 + i * entryBytes);
    return entries;
  };
  return { u16, u32, setU16, directoryAt };
}

/** Reads the texts. Those that are missing, or outside the block, are empty. */
export function exifTextsOf(tiff: Uint8Array): ExifTexts {
  const { u16, u32, directoryAt } = directoriesOf(tiff);
  const bytesOf = (entry: number | undefined): Uint8Array => {
    if (entry === undefined || !textTypes.includes(u16(entry + 2))) return new Uint8Array();
    const bytes = Math.min(maxTextBytes, u32(entry + 4));
    const at = bytes <= 4 ? entry + 8 : u32(entry + 8);
    return tiff.subarray(at, at + bytes);
  };
  const textOf = (entry: number | undefined): string => utf8Of(bytesOf(entry)).split("\0")[0] ?? "";

  const main = directoryAt(u32(4));
  const pointer = main.get(tag.exifDirectory);
  const exif = directoryAt(pointer === undefined ? 0 : u32(pointer + 8));
  return {
    description: textOf(main.get(tag.description)),
    software: textOf(main.get(tag.software)),
    comment: commentOf(bytesOf(exif.get(tag.comment))),
    lensModel: textOf(exif.get(tag.lensModel)),
    takenAt: textOf(exif.get(tag.takenAt)),
  };
}

/**
 * Decodes a comment. Its first eight bytes name the encoding. In UTF-16, one byte of each expected character is zero
 * and is dropped.
 */
const commentOf = (comment: Uint8Array): string =>
  utf8Of(comment.subarray(8).filter((byte) => byte !== 0));
