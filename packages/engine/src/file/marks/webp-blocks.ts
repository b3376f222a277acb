/** The blocks of a WebP file: XMP, EXIF and content credentials, each a chunk of RIFF. */
import { latin1Of, viewOf } from "../bytes.ts";
import { type Blocks, bounded, keep, tiffOf } from "./blocks.ts";

const headerBytes = 12;

export function collectFromWebp(file: Uint8Array, blocks: Blocks): void {
  const view = viewOf(file);
  for (let at = headerBytes; at + 8 <= file.length; ) {
    const type = latin1Of(file, at, at + 4);
    const bytes = view.getUint32(at + 4, true);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + bytes));
    if (type === "XMP ") keep(blocks.xmp, bounded(body));
    if (type === "EXIF") keep(blocks.exif, tiffOf(bounded(body)));
    if (type === "C2PA") keep(blocks.credentials, body);
    at += 8 + bytes + (bytes % 2);
  }
}
