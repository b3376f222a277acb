/** The blocks of a HEIC or AVIF file: items of XMP and EXIF, and the box of content credentials (ISO/IEC 23008-12, C2PA). */
import { hexOf, joined, viewOf } from "../bytes.ts";
import { boxesIn, bytesOf, type HeifMeta, partOf, versionAndFlagsBytes } from "../heif-boxes.ts";
import { itemsOf, placesOf } from "../heif-items.ts";
import { type Blocks, bounded, keep, tiffOf } from "./blocks.ts";

const credentialsId = "d8fec3d61b0e483c92975828877ec481";
const xmpType = "application/rdf+xml";
const maxParts = 4;

/** Throws an Error where the boxes are broken; what was found before stays. */
export function collectFromHeif(file: Uint8Array, blocks: Blocks): void {
  const top = boxesIn(partOf(file, 0, file.length));
  for (const { type, body } of top) {
    const bytes = bytesOf(body);
    if (type === "uuid" && hexOf(bytes.subarray(0, 16)) === credentialsId) keep(blocks.credentials, bytes.subarray(16));
  }
  const meta = top.find(({ type }) => type === "meta");
  if (!meta) return;
  const inMeta = boxesIn(partOf(meta.body, versionAndFlagsBytes));
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
      joined(
        parts.slice(0, maxParts).map(({ inIdat, at, length }) => {
          const whole = inIdat ? (inline ? bytesOf(inline) : new Uint8Array()) : file;
          return bounded(whole.subarray(at, length === 0 ? undefined : at + length));
        }),
      ),
    );
    if (kinds.get(item) === "mime") keep(blocks.xmp, bytes);
    // Four bytes say how far behind them the TIFF begins.
    else if (bytes.length > 4) keep(blocks.exif, tiffOf(bytes.subarray(4 + viewOf(bytes).getUint32(0))));
  }
}
