/** The blocks of a HEIC or AVIF file: items of XMP and EXIF, and the box of content credentials (ISO/IEC 23008-12, C2PA). */
import { hexOf, viewOf } from "../bytes.ts";
import { boxesIn, bytesOf, type HeifMeta, partOf, versionAndFlagsBytes } from "../heif-boxes.ts";
import { itemsOf, placesOf } from "../heif-items.ts";
import { type Blocks, keep, keepExif, keepXmp } from "./blocks.ts";

const credentialsId = "d8fec3d61b0e483c92975828877ec481";
const xmpType = "application/rdf+xml";

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
    const pieces = parts.map(({ inIdat, at, length }) => {
      const whole = inIdat ? (inline ? bytesOf(inline) : new Uint8Array()) : file;
      return whole.subarray(at, length === 0 ? undefined : at + length);
    });
    const [only, ...others] = pieces;
    if (kinds.get(item) === "mime") keepXmp(blocks, { pieces, isPacked: false });
    else if (others.length > 0) blocks.unread.push(...pieces);
    // Four bytes say how far behind them the TIFF begins.
    else if (only && only.length > 4) keepExif(blocks, only.subarray(4 + viewOf(only).getUint32(0)));
  }
}
