/**
 * Reads size, transformations and colour of the main picture, and the properties of every item, from the boxes of a HEIF file
 * (ISO/IEC 23008-12), without decoding.
 */
import { latin1Of } from "./bytes.ts";
import { type DisplayedPart, displayedPartOf } from "./displayed-part.ts";

export interface HeifFacts extends DisplayedPart {
  /** An ICC profile, or the colour primaries by their number in ITU-T H.273. null when the file names none. */
  readonly colour: { readonly icc: Uint8Array } | { readonly primaries: number } | null;
}

export interface Box {
  readonly type: string;
  /** Offset of the type in the buffer of the content. */
  readonly typeOffset: number;
  /** Content of the box without its header. */
  readonly body: DataView;
}

export const versionAndFlagsBytes = 4;
const maxBoxes = 2048;
/** Maximum number of items. 48 megapixels in tiles of 512 are 192 items, plus gain and depth maps. */
export const maxItems = 1024;
/** Maximum number of properties. An item written by a phone has about ten. */
const maxProperties = 256;

/** Facts about the file's items from its boxes. */
export interface HeifMeta {
  /** Returns the content of a box; null when the file has none of that type. */
  readonly body: (type: string) => DataView | null;
  readonly primary: number;
  readonly propertiesOf: (item: number) => readonly Box[];
}

/** Reads the facts about items. Throws an Error that names what is missing when the boxes are broken. */
export function readHeifMeta(file: Uint8Array): HeifMeta {
  const meta = find(boxesIn(partOf(file, 0, file.length)), "meta");
  const inMeta = boxesIn(partOf(meta.body, versionAndFlagsBytes));
  const inProperties = boxesIn(find(inMeta, "iprp").body);
  const properties = boxesIn(find(inProperties, "ipco").body);
  const indices = propertyIndices(inProperties.filter(({ type }) => type === "ipma"));
  return {
    body: (wanted) => inMeta.find(({ type }) => type === wanted)?.body ?? null,
    primary: primaryItemId(find(inMeta, "pitm").body),
    propertiesOf: (item) =>
      (indices.get(item) ?? [])
        .map((index) => properties[index - 1])
        .filter((box) => box !== undefined),
  };
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Lists every size that an item's properties declare, as stored. */
export const sizesOf = (properties: readonly Box[]): PictureSize[] =>
  properties
    .filter(({ type }) => type === "ispe")
    .map(({ body }) => ({
      width: body.getUint32(versionAndFlagsBytes),
      height: body.getUint32(versionAndFlagsBytes + 4),
    }));

/** Reads the facts about the main picture. Throws an Error that names what is missing when the boxes are broken. */
export function readHeifFacts(file: Uint8Array): HeifFacts {
  const { primary, propertiesOf } = readHeifMeta(file);
  const own = propertiesOf(primary);
  const [sides] = sizesOf(own);
  if (!sides) throw new Error("the HEIF file lacks its ispe box");
  return {
    ...displayedPartOf(sides, own),
    colour: colourOf(own),
  };
}

function colourOf(boxes: readonly Box[]): HeifFacts["colour"] {
  const colours = boxes
    .filter(({ type }) => type === "colr")
    .map(({ body }) => ({ kind: typeAt(body, 0), body }));
  const profile = colours.find(({ kind }) => kind === "prof" || kind === "rICC");
  if (profile) return { icc: bytesOf(partOf(profile.body, 4)) };
  const coded = colours.find(({ kind }) => kind === "nclx");
  return coded ? { primaries: coded.body.getUint16(4) } : null;
}

function primaryItemId(body: DataView): number {
  return body.getUint8(0) === 0
    ? body.getUint16(versionAndFlagsBytes)
    : body.getUint32(versionAndFlagsBytes);
}

/** Returns the indices of the properties of each item, counted from 1. */
function propertyIndices(boxes: readonly Box[]): Map<number, readonly number[]> {
  const indices = new Map<number, number[]>();
  for (const { body } of boxes) {
    const wideIds = body.getUint8(0) >= 1;
    const wideIndices = (body.getUint8(3) & 1) === 1;
    const entries = body.getUint32(versionAndFlagsBytes);
    if (entries > maxItems) throw new Error("the HEIF file holds too many items");
    let at = versionAndFlagsBytes + 4;
    for (let entry = 0; entry < entries; entry++) {
      const id = wideIds ? body.getUint32(at) : body.getUint16(at);
      at += wideIds ? 4 : 2;
      const count = body.getUint8(at++);
      const first = at;
      const own = indices.get(id) ?? [];
      indices.set(id, own);
      if (own.length + count > maxProperties)
        throw new Error("an item of the HEIF file has too many properties");
      for (let i = 0; i < count; i++)
        own.push(
          wideIndices ? body.getUint16(first + i * 2) & 0x7fff : body.getUint8(first + i) & 0x7f,
        );
      at += count * (wideIndices ? 2 : 1);
    }
  }
  return indices;
}

export const boxesIn = (view: DataView): Box[] => [...eachBoxIn(view)];

/** Yields the boxes. Throws an Error after the last one that can be parsed. */
export function* eachBoxIn(view: DataView): Generator<Box> {
  let boxes = 0;
  for (let at = 0; at + 8 <= view.byteLength && boxes < maxBoxes; boxes++) {
    const short = view.getUint32(at);
    const isLong = short === 1;
    const headerBytes = isLong ? 16 : 8;
    const bytes = isLong
      ? Number(view.getBigUint64(at + 8))
      : short === 0
        ? view.byteLength - at
        : short;
    if (bytes < headerBytes) throw new Error("a HEIF box is shorter than its header");
    const type = typeAt(view, at + 4);
    // The picture data may be truncated; the decoder reports that.
    const end = Math.min(view.byteLength, at + bytes);
    yield { type, typeOffset: view.byteOffset + at + 4, body: partOf(view, at + headerBytes, end) };
    at += bytes;
  }
}

function find(boxes: readonly Box[], type: string): Box {
  const box = boxes.find((candidate) => candidate.type === type);
  if (!box) throw new Error(`the HEIF file lacks its ${type} box`);
  return box;
}

export const typeAt = (view: DataView, at: number): string => latin1Of(bytesOf(view), at, at + 4);
export const bytesOf = (view: DataView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

export function partOf(
  bytes: Uint8Array | DataView,
  from: number,
  to: number = bytes.byteLength,
): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
}
