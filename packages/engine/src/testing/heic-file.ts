/** Wraps an HEVC frame into a HEIC file as phones write it (ISO/IEC 23008-12), with any further properties. */
import { hevcPicture, type YuvPicture } from "./hevc-picture.ts";
import { heifBox, u16, u32 } from "./image-files.ts";

const nothing = Buffer.alloc(4);

/** `properties` are boxes such as "irot" and "colr"; the turn of "irot" is counter-clockwise in quarters. */
export function heicFile(picture: YuvPicture, properties: readonly Buffer[] = []): Buffer {
  const { parameterSets, slice } = hevcPicture(picture);
  const size = heifBox("ispe", nothing, u32(picture.width), u32(picture.height));
  const own = [decoderConfiguration(parameterSets), size, ...properties];
  const association = Buffer.concat([u32(1), u16(1), Buffer.from([own.length, ...own.map((_, i) => i + 1)])]);
  const data = Buffer.concat([u32(slice.length), slice]);
  const type = heifBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1"));
  const metaAt = (dataOffset: number): Buffer =>
    heifBox(
      "meta",
      nothing,
      heifBox("hdlr", nothing, nothing, Buffer.from("pict"), Buffer.alloc(13)),
      heifBox("pitm", nothing, u16(1)),
      // Offsets and lengths of four bytes, one item in one extent.
      heifBox("iloc", nothing, u16(0x4400), u16(1), u16(1), u16(0), u16(1), u32(dataOffset), u32(data.length)),
      heifBox("iinf", nothing, u16(1), heifBox("infe", u32(0x02000000), u16(1), u16(0), Buffer.from("hvc1\0"))),
      heifBox("iprp", heifBox("ipco", ...own), heifBox("ipma", nothing, association)),
    );
  const dataOffset = type.length + metaAt(0).length + 8;
  return Buffer.concat([type, metaAt(dataOffset), heifBox("mdat", data)]);
}

function decoderConfiguration(parameterSets: Readonly<Record<string, Buffer>>): Buffer {
  const sets = Object.values(parameterSets).map((unit) =>
    Buffer.concat([Buffer.from([0x80 | (unit.readUInt8(0) >> 1)]), u16(1), u16(unit.length), unit]),
  );
  // Version 1, Main Still Picture, level 3.1, chroma 4:2:0, 8 bits, lengths of four bytes.
  const head = [1, 3, 0x70, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, sets.length];
  return heifBox("hvcC", Buffer.from(head), ...sets);
}
