/**
 * HEIC files (ISO/IEC 23008-12), as an HEVC frame wrapped as phones write it, or as items and boxes chosen one by one.
 */
import { encodeHevc, type YuvPicture } from "./hevc-picture.ts";
import { heifBox, u16, u32 } from "./image-files.ts";

const nothing = Buffer.alloc(4);
const photoBrands: readonly string[] = ["heic", "mif1", "heic"];

export interface HeicMetadata {
  readonly xmp?: string;
  /** EXIF as TIFF data. */
  readonly exif?: Uint8Array;
  /** Complete boxes after the picture. */
  readonly boxes?: readonly Buffer[];
  /** Complete box before the description of the picture. */
  readonly first?: Buffer;
  /** The major brand, then the compatible ones. */
  readonly brands?: readonly string[];
}

interface Item {
  readonly type: string;
  /** Names after `type` in the box: item name, then content type if any, each null-terminated. */
  readonly names: string;
  readonly bytes: Buffer;
}

/**
 * Builds a file. `properties` are boxes such as "irot" and "colr"; the rotation of "irot" is counter-clockwise in
 * quarters.
 */
export function heicFile(
  picture: YuvPicture,
  properties: readonly Buffer[] = [],
  {
    xmp,
    exif,
    boxes = [],
    first = Buffer.alloc(0),
    brands: [major, ...compatible] = photoBrands,
  }: HeicMetadata = {},
): Buffer {
  const { parameterSets, slice } = encodeHevc(picture);
  const size = heifBox("ispe", nothing, u32(picture.width), u32(picture.height));
  const own = [decoderConfiguration(parameterSets), size, ...properties];
  const association = Buffer.concat([
    u32(1),
    u16(1),
    Buffer.from([own.length, ...own.map((_, i) => i + 1)]),
  ]);
  const items: Item[] = [
    { type: "hvc1", names: "\0", bytes: Buffer.concat([u32(slice.length), slice]) },
    ...(exif
      ? [{ type: "Exif", names: "\0", bytes: Buffer.concat([u32(6), exifHead, exif]) }]
      : []),
    ...(xmp ? [{ type: "mime", names: "\0application/rdf+xml\0", bytes: Buffer.from(xmp) }] : []),
  ];
  const type = heifBox("ftyp", Buffer.from(`${major}\0\0\0\0${compatible.join("")}`, "latin1"));
  const metaAt = (dataOffset: number): Buffer => {
    const places = items.map(({ bytes }, i) => {
      const offset =
        dataOffset + items.slice(0, i).reduce((sum, item) => sum + item.bytes.length, 0);
      return Buffer.concat([u16(i + 1), u16(0), u16(1), u32(offset), u32(bytes.length)]);
    });
    const names = items.map((item, i) =>
      heifBox("infe", u32(0x02000000), u16(i + 1), u16(0), Buffer.from(item.type + item.names)),
    );
    return heifBox(
      "meta",
      nothing,
      heifBox("hdlr", nothing, nothing, Buffer.from("pict"), Buffer.alloc(13)),
      heifBox("pitm", nothing, u16(1)),
      // The box has offsets and lengths of four bytes, and each item has one extent.
      heifBox("iloc", nothing, u16(0x4400), u16(items.length), ...places),
      heifBox("iinf", nothing, u16(items.length), ...names),
      heifBox("iprp", heifBox("ipco", ...own), heifBox("ipma", nothing, association)),
    );
  };
  const dataOffset = type.length + first.length + metaAt(0).length + 8;
  const data = heifBox("mdat", ...items.map(({ bytes }) => bytes));
  return Buffer.concat([type, first, metaAt(dataOffset), data, ...boxes]);
}

const exifHead = Buffer.from("Exif\0\0");

export function decoderConfiguration(parameterSets: Readonly<Record<string, Buffer>>): Buffer {
  const sets = Object.values(parameterSets).map((unit) =>
    Buffer.concat([Buffer.from([0x80 | (unit.readUInt8(0) >> 1)]), u16(1), u16(unit.length), unit]),
  );
  // Configuration: version 1, Main Still Picture, level 3.1, chroma 4:2:0, 8 bits, lengths of four bytes.
  const head = [
    1,
    3,
    0x70,
    0,
    0,
    0,
    0xb0,
    0,
    0,
    0,
    0,
    0,
    93,
    0xf0,
    0,
    0xfc,
    0xfd,
    0xf8,
    0xf8,
    0,
    0,
    0x0f,
    sets.length,
  ];
  return heifBox("hvcC", Buffer.from(head), ...sets);
}

/** Item that a test chooses with all its boxes, valid or not. */
export interface TestItem {
  readonly type: string;
  readonly properties?: readonly Buffer[];
  readonly bytes?: Buffer;
  /** Ids, counted from 1, of the items from which it is derived. */
  readonly from?: readonly number[];
  /** Id of the item to which it is auxiliary, such as an alpha channel. */
  readonly auxiliaryTo?: number;
}

export const declaredSize = (width: number, height: number): Buffer =>
  heifBox("ispe", nothing, u32(width), u32(height));

export const gridOf = (rows: number, columns: number, width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from([0, 1, rows - 1, columns - 1]), u32(width), u32(height)]);

const tile = encodeHevc({ width: 16, height: 16, luma: () => 100, cb: 128, cr: 128 });

/** Returns a frame of 16 pixels that declares `side`. `sps` and `inBand` set its own parameter sets. */
export const tileItem = (
  side: number,
  { sps = tile.parameterSets.sps, inBand = Buffer.alloc(0) } = {},
): TestItem => ({
  type: "hvc1",
  properties: [decoderConfiguration({ ...tile.parameterSets, sps }), declaredSize(side, side)],
  bytes: Buffer.concat([inBand, u32(tile.slice.length), tile.slice]),
});

/** Returns an entry of an item, which is repeated in a hostile file. */
export const itemEntry = (id: number, type: string): Buffer =>
  heifBox("infe", u32(0x02000000), u16(id), u16(0), Buffer.from(`${type}\0`));

export const itemReference = (type: "dimg" | "auxl", from: number, to: readonly number[]): Buffer =>
  heifBox(type, u16(from), u16(to.length), ...to.map(u16));

/**
 * Builds a file whose items have the ids 1, 2, 3 …; `primary` is the main picture. `entries` and `references` are boxes
 * after those of the items.
 */
export function heicOf(
  items: readonly TestItem[],
  primary: number,
  {
    entries = [],
    references = [],
  }: { entries?: readonly Buffer[]; references?: readonly Buffer[] } = {},
): Buffer {
  // Equal boxes of several items are written once.
  const properties = [...new Set(items.flatMap(({ properties: own = [] }) => own))];
  const associations = items.map(({ properties: own = [] }, i) =>
    Buffer.concat([
      u16(i + 1),
      Buffer.from([own.length]),
      ...own.map((property) => u16(properties.indexOf(property) + 1)),
    ]),
  );
  const type = heifBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1"));
  const bodies = items.map(({ bytes = Buffer.alloc(0) }) => bytes);
  const metaAt = (dataOffset: number): Buffer => {
    const places = bodies.map((bytes, i) => {
      const offset = dataOffset + bodies.slice(0, i).reduce((sum, body) => sum + body.length, 0);
      return Buffer.concat([u16(i + 1), u16(0), u16(1), u32(offset), u32(bytes.length)]);
    });
    const ownReferences = items.flatMap(({ from, auxiliaryTo }, i) => [
      ...(from ? [itemReference("dimg", i + 1, from)] : []),
      ...(auxiliaryTo ? [itemReference("auxl", i + 1, [auxiliaryTo])] : []),
    ]);
    return heifBox(
      "meta",
      nothing,
      heifBox("hdlr", nothing, nothing, Buffer.from("pict"), Buffer.alloc(13)),
      heifBox("pitm", nothing, u16(primary)),
      heifBox("iloc", nothing, u16(0x4400), u16(items.length), ...places),
      heifBox(
        "iinf",
        nothing,
        u16(items.length + entries.length),
        ...items.map(({ type: itemType }, i) => itemEntry(i + 1, itemType)),
        ...entries,
      ),
      heifBox("iref", nothing, ...ownReferences, ...references),
      heifBox(
        "iprp",
        heifBox("ipco", ...properties),
        heifBox("ipma", Buffer.from([0, 0, 0, 1]), u32(items.length), ...associations),
      ),
    );
  };
  const dataOffset = type.length + metaAt(0).length + 8;
  return Buffer.concat([type, metaAt(dataOffset), heifBox("mdat", ...bodies)]);
}
