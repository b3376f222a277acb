/**
 * Items of a HEIF file: their types, the position of their bytes, and the items each is derived from (ISO/IEC 14496-12,
 * 8.11).
 */
import { latin1Of } from "./bytes.ts";
import {
  boxesIn,
  bytesOf,
  type HeifMeta,
  maxItems,
  partOf,
  typeAt,
  versionAndFlagsBytes,
} from "./heif-boxes.ts";

/** Maximum number of extents. An item of metadata normally has one. */
const maxExtents = 64;

export interface HeifItem {
  readonly id: number;
  /** Type such as "hvc1", "grid" or "Exif". */
  readonly type: string;
  /** Media type of a "mime" item; otherwise empty. */
  readonly mediaType: string;
}

/** Reads the items. Those older than version 2 have no type and are left out. */
export function itemsOf(meta: Pick<HeifMeta, "body">): HeifItem[] {
  const names = meta.body("iinf");
  if (!names) return [];
  const countBytes = names.getUint8(0) === 0 ? 2 : 4;
  const items: HeifItem[] = [];
  for (const { type, body } of boxesIn(partOf(names, versionAndFlagsBytes + countBytes))) {
    if (type !== "infe") continue;
    const version = body.getUint8(0);
    if (version < 2) continue;
    const idBytes = version === 2 ? 2 : 4;
    const id = idBytes === 2 ? body.getUint16(4) : body.getUint32(4);
    const at = versionAndFlagsBytes + idBytes + 2;
    // The type is followed by the item's name, then its media type, both terminated by a zero.
    const rest = latin1Of(bytesOf(partOf(body, at + 4)));
    items.push({ id, type: typeAt(body, at), mediaType: rest.split("\0", 2)[1] ?? "" });
  }
  return items;
}

export interface Part {
  readonly inIdat: boolean;
  readonly at: number;
  /** Length in bytes; 0 means to the end of the file. */
  readonly length: number;
}

/** Reads the positions of the wanted items. Throws an Error when one has too many extents. */
export function placesOf(
  places: DataView,
  isWanted: (item: number) => boolean,
): Map<number, readonly Part[]> {
  const version = places.getUint8(0);
  const [sizes, bases] = [places.getUint8(4), places.getUint8(5)];
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, bases >> 4];
  const indexBytes = version === 0 ? 0 : bases & 15;
  let at = 6;
  const read = (bytes: number): number => {
    let value = 0;
    for (const end = at + bytes; at < end; at++) value = value * 256 + places.getUint8(at);
    return value;
  };
  const items = Math.min(maxItems, read(version < 2 ? 2 : 4));
  const matches = new Map<number, readonly Part[]>();
  for (let i = 0; i < items; i++) {
    const item = read(version < 2 ? 2 : 4);
    const inIdat = version > 0 && (read(2) & 15) === 1;
    read(2);
    const base = read(baseBytes);
    const extents = read(2);
    if (extents > maxExtents) throw new Error("an item of the HEIF file is in too many pieces");
    const parts: Part[] = [];
    for (let extent = 0; extent < extents; extent++) {
      read(indexBytes);
      const offset = read(offsetBytes);
      const length = read(lengthBytes);
      parts.push({ inIdat, at: base + offset, length });
    }
    if (isWanted(item) && !matches.has(item)) matches.set(item, parts);
  }
  return matches;
}

/**
 * Returns the items that each item refers to by references of one type, in order: "dimg" for the sources of a derived
 * item, "auxl" for the picture of an auxiliary one. A repeated item occurs as often as it is used.
 */
export function referencesOf(
  meta: Pick<HeifMeta, "body">,
  wanted: "dimg" | "auxl",
): Map<number, readonly number[]> {
  const references = meta.body("iref");
  const matches = new Map<number, readonly number[]>();
  if (!references) return matches;
  const wide = references.getUint8(0) > 0;
  const idAt = (body: DataView, at: number): number =>
    wide ? body.getUint32(at) : body.getUint16(at);
  const idBytes = wide ? 4 : 2;
  for (const { type, body } of boxesIn(partOf(references, versionAndFlagsBytes))) {
    if (type !== wanted) continue;
    const count = body.getUint16(idBytes);
    if (count > maxItems) throw new Error("an item of the HEIF file is made of too many others");
    const of = Array.from({ length: count }, (_, i) => idAt(body, idBytes + 2 + i * idBytes));
    const from = idAt(body, 0);
    // The standard requires one box for all references of a type. Readers differ on which of several they use.
    if (matches.has(from))
      throw new Error("an item of the HEIF file has its references in several boxes");
    matches.set(from, of);
  }
  return matches;
}
