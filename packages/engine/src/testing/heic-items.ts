/** HEIC files whose items and boxes a test chooses one by one, valid or not (ISO/IEC 23008-12). */
import { decoderConfiguration } from "./heic-file.ts";
import { hevcPicture } from "./hevc-picture.ts";
import { heifBox, u16, u32 } from "./image-files.ts";

export interface TestItem {
  readonly type: string;
  readonly properties?: readonly Buffer[];
  readonly bytes?: Buffer;
  /** Ids, counted from 1, of the items from which it is derived. */
  readonly from?: readonly number[];
}

const nothing = Buffer.alloc(4);

export const declaredSize = (width: number, height: number): Buffer =>
  heifBox("ispe", nothing, u32(width), u32(height));

export const gridOf = (rows: number, columns: number, width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from([0, 1, rows - 1, columns - 1]), u32(width), u32(height)]);

const tile = hevcPicture({ width: 16, height: 16, luma: () => 100, cb: 128, cr: 128 });

/** A frame of 16 pixels that declares `side`; `sps` and `inBand` set its own parameter sets. */
export const tileItem = (side: number, { sps = tile.parameterSets.sps, inBand = Buffer.alloc(0) } = {}): TestItem => ({
  type: "hvc1",
  properties: [decoderConfiguration({ ...tile.parameterSets, sps }), declaredSize(side, side)],
  bytes: Buffer.concat([inBand, u32(tile.slice.length), tile.slice]),
});

/** The items have the ids 1, 2, 3 …; `primary` is the main picture. */
export function heicOf(items: readonly TestItem[], primary: number): Buffer {
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
    const references = items.flatMap(({ from }, i) =>
      from ? [heifBox("dimg", u16(i + 1), u16(from.length), ...from.map(u16))] : [],
    );
    return heifBox(
      "meta",
      nothing,
      heifBox("hdlr", nothing, nothing, Buffer.from("pict"), Buffer.alloc(13)),
      heifBox("pitm", nothing, u16(primary)),
      heifBox("iloc", nothing, u16(0x4400), u16(items.length), ...places),
      heifBox(
        "iinf",
        nothing,
        u16(items.length),
        ...items.map((item, i) => heifBox("infe", u32(0x02000000), u16(i + 1), u16(0), Buffer.from(`${item.type}\0`))),
      ),
      heifBox("iref", nothing, ...references),
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
