/**
 * Wraps an HEVC frame into a HEIC file as phones write it (ISO/IEC 23008-12), with optional properties and metadata.
 */
import { hevcPicture, type YuvPicture } from "./hevc-picture.ts";
import { heifBox, u16, u32 } from "./image-files.ts";

const nothing = Buffer.alloc(4);

export interface HeicMetadata {
  readonly xmp?: string;
  /** TIFF. */
  readonly exif?: Uint8Array;
  /** Complete boxes after the picture. */
  readonly boxes?: readonly Buffer[];
}

interface Item {
  readonly type: string;
  /** Follows `type` in the box: item name, then content type if any, each null-terminated. */
  readonly names: string;
  readonly bytes: Buffer;
}

/** `properties` are boxes such as "irot" and "colr"; the rotation of "irot" is counter-clockwise in quarters. */
export function heicFile(
  picture: YuvPicture,
  properties: readonly Buffer[] = [],
  { xmp, exif, boxes = [] }: HeicMetadata = {},
): Buffer {
  const { parameterSets, slice } = hevcPicture(picture);
  const size = heifBox("ispe", nothing, u32(picture.width), u32(picture.height));
  const own = [decoderConfiguration(parameterSets), size, ...properties];
  const association = Buffer.concat([u32(1), u16(1), Buffer.from([own.length, ...own.map((_, i) => i + 1)])]);
  const items: Item[] = [
    { type: "hvc1", names: "\0", bytes: Buffer.concat([u32(slice.length), slice]) },
    ...(exif ? [{ type: "Exif", names: "\0", bytes: Buffer.concat([u32(6), exifHead, exif]) }] : []),
    ...(xmp ? [{ type: "mime", names: "\0application/rdf+xml\0", bytes: Buffer.from(xmp) }] : []),
  ];
  const type = heifBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1"));
  const metaAt = (dataOffset: number): Buffer => {
    const places = items.map(({ bytes }, i) => {
      const offset = dataOffset + items.slice(0, i).reduce((sum, item) => sum + item.bytes.length, 0);
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
      // Offsets and lengths of four bytes, each item in one extent.
      heifBox("iloc", nothing, u16(0x4400), u16(items.length), ...places),
      heifBox("iinf", nothing, u16(items.length), ...names),
      heifBox("iprp", heifBox("ipco", ...own), heifBox("ipma", nothing, association)),
    );
  };
  const dataOffset = type.length + metaAt(0).length + 8;
  return Buffer.concat([type, metaAt(dataOffset), heifBox("mdat", ...items.map(({ bytes }) => bytes)), ...boxes]);
}

const exifHead = Buffer.from("Exif\0\0");

export function decoderConfiguration(parameterSets: Readonly<Record<string, Buffer>>): Buffer {
  const sets = Object.values(parameterSets).map((unit) =>
    Buffer.concat([Buffer.from([0x80 | (unit.readUInt8(0) >> 1)]), u16(1), u16(unit.length), unit]),
  );
  // Version 1, Main Still Picture, level 3.1, chroma 4:2:0, 8 bits, lengths of four bytes.
  const head = [1, 3, 0x70, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, sets.length];
  return heifBox("hvcC", Buffer.from(head), ...sets);
}
