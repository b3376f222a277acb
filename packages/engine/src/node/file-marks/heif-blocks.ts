/** The blocks of a HEIC or AVIF file: items of XMP and EXIF, and the box of content credentials (ISO/IEC 23008-12, C2PA). */
import { boxesIn, versionAndFlagsBytes, viewOf } from "../heif-boxes.ts";
import { type Blocks, bounded, keep, tiffOf } from "./blocks.ts";

const credentialsId = "d8fec3d61b0e483c92975828877ec481";
const xmpType = "application/rdf+xml";
/** More than a phone's tiles and thumbnails come to. */
const maxItems = 4096;
/** An item of metadata lies in one piece. */
const maxExtents = 64;
const maxParts = 4;

/** Throws an Error where the boxes are broken; what was found before stays. */
export function collectFromHeif(file: Buffer, blocks: Blocks): void {
  const top = boxesIn(viewOf(file, 0, file.length));
  for (const { type, body } of top) {
    const bytes = bufferOf(body);
    if (type === "uuid" && bytes.toString("hex", 0, 16) === credentialsId) keep(blocks.credentials, bytes.subarray(16));
  }
  const meta = top.find(({ type }) => type === "meta");
  if (!meta) return;
  const inMeta = boxesIn(viewOf(meta.body, versionAndFlagsBytes));
  const bodyOf = (wanted: string): DataView | null => inMeta.find(({ type }) => type === wanted)?.body ?? null;
  const [names, places, inline] = [bodyOf("iinf"), bodyOf("iloc"), bodyOf("idat")];
  if (!names || !places) return;
  const kinds = metadataItems(names);
  for (const { item, parts } of placesOf(places, kinds)) {
    const bytes = bounded(
      Buffer.concat(
        parts.map(({ inIdat, at, length }) => {
          const whole = inIdat ? (inline ? bufferOf(inline) : Buffer.alloc(0)) : file;
          return bounded(whole.subarray(at, length === 0 ? undefined : at + length));
        }),
      ),
    );
    if (kinds.get(item) === "xmp") keep(blocks.xmp, bytes);
    // Four bytes say how far behind them the TIFF begins.
    else if (bytes.length > 4) keep(blocks.exif, tiffOf(bytes.subarray(4 + bytes.readUInt32BE(0))));
  }
}

const bufferOf = (view: DataView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** Which items are XMP or EXIF. */
function metadataItems(names: DataView): ReadonlyMap<number, "xmp" | "exif"> {
  const countBytes = names.getUint8(0) === 0 ? 2 : 4;
  const kinds = new Map<number, "xmp" | "exif">();
  for (const { type, body } of boxesIn(viewOf(names, versionAndFlagsBytes + countBytes))) {
    if (type !== "infe") continue;
    const version = body.getUint8(0);
    if (version < 2) continue;
    const idBytes = version === 2 ? 2 : 4;
    const item = idBytes === 2 ? body.getUint16(4) : body.getUint32(4);
    const bytes = bufferOf(body);
    const typeAt = 4 + idBytes + 2;
    const itemType = bytes.toString("latin1", typeAt, typeAt + 4);
    if (itemType === "Exif") kinds.set(item, "exif");
    // Behind the type stands the item's name, then its media type, both ended by a zero.
    const mediaType = bytes.toString("latin1", typeAt + 4).split("\0")[1];
    if (itemType === "mime" && mediaType === xmpType) kinds.set(item, "xmp");
  }
  return kinds;
}

interface Part {
  readonly inIdat: boolean;
  readonly at: number;
  readonly length: number;
}

interface Place {
  readonly item: number;
  readonly parts: readonly Part[];
}

/** Of the wanted items alone. */
function placesOf(places: DataView, wanted: ReadonlyMap<number, unknown>): Place[] {
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
  const found: Place[] = [];
  for (let i = 0; i < items; i++) {
    const item = read(version < 2 ? 2 : 4);
    const inIdat = version > 0 && (read(2) & 15) === 1;
    read(2);
    const base = read(baseBytes);
    const extents = read(2);
    if (extents > maxExtents) throw new Error("an item of the HEIF file lies in too many pieces");
    const parts: Part[] = [];
    for (let extent = 0; extent < extents; extent++) {
      read(indexBytes);
      const offset = read(offsetBytes);
      const length = read(lengthBytes);
      if (parts.length < maxParts) parts.push({ inIdat, at: base + offset, length });
    }
    if (wanted.has(item)) keep(found, { item, parts });
  }
  return found;
}
