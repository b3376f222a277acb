/** The blocks of a HEIC or AVIF file: items of XMP and EXIF, and the box of content credentials (ISO/IEC 23008-12, C2PA). */
import { boxesIn, type HeifMeta, versionAndFlagsBytes, viewOf } from "../heif-boxes.ts";
import { itemsOf, placesOf } from "../heif-items.ts";
import { type Blocks, bounded, keep, tiffOf } from "./blocks.ts";

const credentialsId = "d8fec3d61b0e483c92975828877ec481";
const xmpType = "application/rdf+xml";
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
  const body: HeifMeta["body"] = (wanted) => inMeta.find(({ type }) => type === wanted)?.body ?? null;
  const [places, inline] = [body("iloc"), body("idat")];
  if (!places) return;
  const kinds = new Map(
    itemsOf({ body })
      .filter(({ type, mediaType }) => type === "Exif" || (type === "mime" && mediaType === xmpType))
      .map(({ id, type }) => [id, type]),
  );
  for (const [item, parts] of placesOf(places, (id) => kinds.has(id))) {
    const bytes = bounded(
      Buffer.concat(
        parts.slice(0, maxParts).map(({ inIdat, at, length }) => {
          const whole = inIdat ? (inline ? bufferOf(inline) : Buffer.alloc(0)) : file;
          return bounded(whole.subarray(at, length === 0 ? undefined : at + length));
        }),
      ),
    );
    if (kinds.get(item) === "mime") keep(blocks.xmp, bytes);
    // Four bytes say how far behind them the TIFF begins.
    else if (bytes.length > 4) keep(blocks.exif, tiffOf(bytes.subarray(4 + bytes.readUInt32BE(0))));
  }
}

const bufferOf = (view: DataView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
