/**
 * Number of pixels that a decoder must hold for a HEIF file, computed from its boxes only. A file that declares one
 * size may require a hundred times as much through its tiles, its derivations, or the sizes in its frames.
 */
import { joined, latin1Of } from "./bytes.ts";
import {
  type Box,
  bytesOf,
  type HeifMeta,
  maxItems,
  type PictureSize,
  partOf,
  readHeifMeta,
  sizesOf,
  versionAndFlagsBytes,
} from "./heif-boxes.ts";
import { itemsOf, type Part, placesOf, referencesOf } from "./heif-items.ts";

const sequenceSet = 33;
/** Maximum number of units. A frame written by a phone has a dozen. */
const maxUnits = 256;
/** Number of bytes at the start of a unit that contain the size. */
const headBytes = 128;
/** Bit counts of the fields before the size, with their names in the syntax (7.3.2.2, 7.3.3). */
const bitsIn = {
  videoSetId: 4,
  nestingFlag: 1,
  profile: 88,
  level: 8,
  alignmentPair: 2,
  separatePlanesFlag: 1,
} as const;
/** Chroma format in which all three colour planes have the same size. */
const chroma444 = 3;
/** Number of entries that the flags always reserve. */
const maxSubLayers = 8;

/** Reads the sizes in the parameter sets of an "hvcC" box. */
function frameSizesOfConfiguration(box: Uint8Array): PictureSize[] {
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  const sizes: PictureSize[] = [];
  let at = 23;
  const arrays = view.getUint8(22);
  let read = 0;
  for (let array = 0; array < arrays; array++) {
    const type = view.getUint8(at) & 63;
    const units = view.getUint16(at + 1);
    at += 3;
    for (let unit = 0; unit < units; unit++) {
      if (++read > maxUnits) throw new Error("a frame of the HEIF file is in too many pieces");
      const length = view.getUint16(at);
      if (type === sequenceSet) sizes.push(sizeOf(box.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
  }
  return sizes;
}

/** Reads the sizes in the parameter sets between the units of a frame, each unit after its four-byte length. */
function frameSizesOf(frame: Uint8Array): PictureSize[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const sizes: PictureSize[] = [];
  let units = 0;
  for (let at = 0; at + 5 <= frame.length; ) {
    if (++units > maxUnits) throw new Error("a frame of the HEIF file is in too many pieces");
    const length = view.getUint32(at);
    if ((frame[at + 4] ?? 0) >> 1 === sequenceSet)
      sizes.push(sizeOf(frame.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return sizes;
}

function sizeOf(unit: Uint8Array): PictureSize {
  const bits = bitsOf(unit.subarray(2, 2 + headBytes));
  bits.skip(bitsIn.videoSetId);
  const subLayers = bits.read(3);
  bits.skip(bitsIn.nestingFlag);
  bits.skip(bitsIn.profile + bitsIn.level);
  const has = Array.from({ length: subLayers }, () => ({
    profile: bits.read(1) === 1,
    level: bits.read(1) === 1,
  }));
  if (subLayers > 0) bits.skip(bitsIn.alignmentPair * (maxSubLayers - subLayers));
  for (const { profile, level } of has)
    bits.skip((profile ? bitsIn.profile : 0) + (level ? bitsIn.level : 0));
  bits.exponential();
  if (bits.exponential() === chroma444) bits.skip(bitsIn.separatePlanesFlag);
  return { width: bits.exponential(), height: bits.exponential() };
}

/** Creates a bit reader for a unit without its emulation prevention. It throws an Error after the end. */
function bitsOf(unit: Uint8Array) {
  const bytes: number[] = [];
  for (const [i, byte] of unit.entries())
    if (!(byte === 3 && unit[i - 1] === 0 && unit[i - 2] === 0)) bytes.push(byte);
  let at = 0;
  const next = (): number => {
    const byte = bytes[at >> 3];
    if (byte === undefined) throw new Error("a frame of the HEIF file does not tell its size");
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const read = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + next();
    return value;
  };
  return {
    read,
    skip: (width: number): void => {
      at += width;
    },
    /** Reads an unsigned Exp-Golomb code. */
    exponential: (): number => {
      let zeros = 0;
      while (next() === 0)
        if (++zeros > 31) throw new Error("a frame of the HEIF file does not tell its size");
      return 2 ** zeros - 1 + read(zeros);
    },
  };
}

const codedTypes: readonly string[] = ["hvc1", "av01"];
const derivedTypes: readonly string[] = ["grid", "iden", "tmap"];
/** Types of auxiliary pictures that a decoder reads as the alpha channel. */
const alphaTypes: readonly string[] = [
  "urn:mpeg:hevc:2015:auxid:1",
  "urn:mpeg:avc:2015:auxid:1",
  "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
];
/** Maximum depth of derivations: a tone map of a grid of frames. */
const maxDepth = 3;

/** Maximum size of the tiles, relative to their picture. They exceed its edge by less than one tile. */
const overhang = 1.25;

/**
 * Returns the largest number of pixels of the primary picture, its alpha channel and the pictures that it derives from.
 * No decoder used here turns the others into pixels. Throws an Error for broken boxes and for kinds that no phone
 * writes.
 */
export function pixelsToDecode(file: Uint8Array): number {
  const meta = readHeifMeta(file);
  const entries = itemsOf(meta);
  if (entries.length > maxItems) throw new Error("the HEIF file holds too many items");
  const items = new Map(entries.map((item) => [item.id, item]));
  // Readers differ on which of several entries they use.
  if (items.size < entries.length) throw new Error("an item of the HEIF file is described twice");
  const sources = referencesOf(meta, "dimg");
  const bodyOf = bodies(file, meta, (id) => items.has(id));
  const pixelsById = new Map<number, number>();
  /** Sizes are cached by box, because pictures share their boxes. */
  const configured = new Map<Box, readonly PictureSize[]>();
  const configuredBy = (box: Box): readonly PictureSize[] => {
    const sizes = configured.get(box) ?? frameSizesOfConfiguration(bytesOf(box.body));
    configured.set(box, sizes);
    return sizes;
  };

  function pixelsOf(id: number, depth: number): number {
    const previous = pixelsById.get(id);
    if (previous !== undefined) return previous;
    const type = items.get(id)?.type ?? "";
    const properties = meta.propertiesOf(id);
    if (properties.some((box) => box.type === "iscl"))
      throw new Error("a HEIF picture that is scaled when it is shown");
    const declared = sizesOf(properties);
    const sizes = [...declared];
    let parts = 0;
    if (codedTypes.includes(type)) {
      for (const box of new Set(properties))
        if (box.type === "hvcC") sizes.push(...configuredBy(box));
      if (type === "hvc1") sizes.push(...frameSizesOf(bodyOf(id)));
    } else if (derivedTypes.includes(type) && depth < maxDepth) {
      const from = sources.get(id) ?? [];
      if (type === "grid") sizes.push(gridSize(bodyOf(id), from.length));
      if (type === "grid" && from.some((tile) => !codedTypes.includes(items.get(tile)?.type ?? "")))
        throw new Error("a tile of the HEIF file is no frame");
      const pixels = from.map((source) => pixelsOf(source, depth + 1));
      // A tone map or a copy derives from complete pictures, of which a decoder holds one.
      parts = type === "grid" ? pixels.reduce((sum, one) => sum + one, 0) : Math.max(0, ...pixels);
    } else throw new Error(`a HEIF picture of the type "${type}" is not read`);
    const own = Math.max(0, ...sizes.map(({ width, height }) => width * height));
    const pixels = parts <= own * overhang ? own : parts;
    pixelsById.set(id, pixels);
    return pixels;
  }

  const primaryPixels = pixelsOf(meta.primary, 1);
  const alphas = [...referencesOf(meta, "auxl")].filter(([id]) => isAlpha(meta.propertiesOf(id)));
  const alphasOfExisting = () =>
    alphas.filter(([, of]) => of.some((picture) => pixelsById.has(picture)));
  const channels = alphasOfExisting().map(([id]) => pixelsOf(id, 1));
  // Measuring the channels added their own pictures, which a decoder also reads with an alpha channel.
  if (alphasOfExisting().length > channels.length)
    throw new Error("an alpha channel of the HEIF file has an alpha channel");
  return Math.max(primaryPixels, ...channels);
}

const isAlpha = (properties: readonly Box[]): boolean =>
  properties.some(
    ({ type, body }) =>
      type === "auxC" &&
      alphaTypes.includes(
        latin1Of(bytesOf(partOf(body, versionAndFlagsBytes))).split("\0", 1)[0] ?? "",
      ),
  );

/** Reads the size of the grid. Throws an Error when the number of tiles differs from rows × columns. */
function gridSize(body: Uint8Array, tiles: number) {
  const view = partOf(body, 0);
  const [rows, columns] = [view.getUint8(2) + 1, view.getUint8(3) + 1];
  if (rows * columns !== tiles)
    throw new Error("a grid of the HEIF file lacks tiles, or has too many");
  return (view.getUint8(1) & 1) === 1
    ? { width: view.getUint32(4), height: view.getUint32(8) }
    : { width: view.getUint16(4), height: view.getUint16(6) };
}

/** Returns the bytes of items, as far as the file contains them. */
function bodies(
  file: Uint8Array,
  meta: HeifMeta,
  isWanted: (id: number) => boolean,
): (id: number) => Uint8Array {
  const table = meta.body("iloc");
  const places = table ? placesOf(table, isWanted) : new Map<number, readonly Part[]>();
  let joinedBytes = 0;
  const idat = meta.body("idat");
  const inline = idat ? bytesOf(idat) : new Uint8Array();
  return (id) => {
    const parts = (places.get(id) ?? []).map(({ inIdat, at, length }) => {
      const complete = inIdat ? inline : file;
      return complete.subarray(at, length === 0 ? undefined : at + length);
    });
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    joinedBytes += parts.reduce((sum, { length }) => sum + length, 0);
    if (joinedBytes > file.length)
      throw new Error("the pieces of an item of the HEIF file lie over each other");
    return joined(parts);
  };
}
