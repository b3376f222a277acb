/**
 * How many pixels a decoder would have to hold for a HEIF file, told from its boxes alone: a file that declares one size
 * may ask for a hundred times of it, by its tiles, by what it is derived from, or by what its frames say of themselves.
 */
import { joined } from "./bytes.ts";
import {
  type Box,
  bytesOf,
  type HeifMeta,
  maxItems,
  type PictureSize,
  partOf,
  readHeifMeta,
  sizesOf,
} from "./heif-boxes.ts";
import { derivedFrom, itemsOf, type Part, placesOf } from "./heif-items.ts";
import { frameSizesOf, frameSizesOfConfiguration } from "./hevc-frame-size.ts";

const codedTypes: readonly string[] = ["hvc1", "av01"];
const derivedTypes: readonly string[] = ["grid", "iden", "tmap"];
/** Names, places, regions and content: nothing a decoder makes pixels of. */
const silentTypes: readonly string[] = ["Exif", "mime", "uri ", "rgan"];
/** A tone map of a grid of frames. */
const maxDepth = 3;

/** Tiles reach over the edge of their picture by less than one. */
const overhang = 1.25;

/** The most pixels that any one picture of the file takes. Throws an Error for broken boxes and for kinds that no phone writes. */
export function pixelsToDecode(file: Uint8Array): number {
  const meta = readHeifMeta(file);
  const items = new Map(itemsOf(meta).map((item) => [item.id, item]));
  const images = [...items.values()].filter(({ type }) => !silentTypes.includes(type));
  if (images.length > maxItems) throw new Error("the HEIF file holds too many pictures");
  const sources = derivedFrom(meta);
  const bodyOf = bodies(file, meta, (id) => items.has(id));
  const known = new Map<number, number>();
  /** Pictures share their boxes. */
  const configured = new Map<Box, readonly PictureSize[]>();
  const configuredBy = (box: Box): readonly PictureSize[] => {
    const sizes = configured.get(box) ?? frameSizesOfConfiguration(bytesOf(box.body));
    configured.set(box, sizes);
    return sizes;
  };

  function pixelsOf(id: number, depth: number): number {
    const before = known.get(id);
    if (before !== undefined) return before;
    const type = items.get(id)?.type ?? "";
    const properties = meta.propertiesOf(id);
    if (properties.some((box) => box.type === "iscl"))
      throw new Error("a HEIF picture that is scaled when it is shown");
    const declared = sizesOf(properties);
    const sizes = [...declared];
    let parts = 0;
    if (codedTypes.includes(type)) {
      for (const box of new Set(properties)) if (box.type === "hvcC") sizes.push(...configuredBy(box));
      if (type === "hvc1") sizes.push(...frameSizesOf(bodyOf(id)));
    } else if (derivedTypes.includes(type) && depth < maxDepth) {
      const from = sources.get(id) ?? [];
      if (type === "grid") sizes.push(gridSize(bodyOf(id), from.length));
      if (type === "grid" && from.some((tile) => !codedTypes.includes(items.get(tile)?.type ?? "")))
        throw new Error("a tile of the HEIF file is no frame");
      const pixels = from.map((source) => pixelsOf(source, depth + 1));
      // A tone map or a copy is made of whole pictures, of which a decoder holds one.
      parts = type === "grid" ? pixels.reduce((sum, one) => sum + one, 0) : Math.max(0, ...pixels);
    } else throw new Error("the HEIF file holds a picture of a kind that is not read");
    const own = Math.max(0, ...sizes.map(({ width, height }) => width * height));
    const pixels = parts <= own * overhang ? own : parts;
    known.set(id, pixels);
    return pixels;
  }

  return images.reduce((most, { id }) => Math.max(most, pixelsOf(id, 1)), 0);
}

/** The picture that the tiles make. Throws an Error when there are more or fewer than its rows and columns. */
function gridSize(body: Uint8Array, tiles: number) {
  const view = partOf(body, 0);
  const [rows, columns] = [view.getUint8(2) + 1, view.getUint8(3) + 1];
  if (rows * columns !== tiles) throw new Error("a grid of the HEIF file lacks tiles, or has too many");
  return (view.getUint8(1) & 1) === 1
    ? { width: view.getUint32(4), height: view.getUint32(8) }
    : { width: view.getUint16(4), height: view.getUint16(6) };
}

/** The bytes of an item, as far as they are there. */
function bodies(file: Uint8Array, meta: HeifMeta, isWanted: (id: number) => boolean): (id: number) => Uint8Array {
  const table = meta.body("iloc");
  const places = table ? placesOf(table, isWanted) : new Map<number, readonly Part[]>();
  let joinedBytes = 0;
  const idat = meta.body("idat");
  const inline = idat ? bytesOf(idat) : new Uint8Array();
  return (id) => {
    const parts = (places.get(id) ?? []).map(({ inIdat, at, length }) => {
      const whole = inIdat ? inline : file;
      return whole.subarray(at, length === 0 ? undefined : at + length);
    });
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    joinedBytes += parts.reduce((sum, { length }) => sum + length, 0);
    if (joinedBytes > file.length) throw new Error("the pieces of an item of the HEIF file lie over each other");
    return joined(parts);
  };
}
