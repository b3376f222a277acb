/** The blocks of a WebP file: XMP, EXIF and content credentials, each a chunk of RIFF. */
import { webpParts } from "../webp-parts.ts";
import { type Blocks, keep, keepExif, keepXmp } from "./blocks.ts";

export function collectFromWebp(file: Uint8Array, blocks: Blocks): void {
  for (const { type, at, end } of webpParts(file)) {
    const body = file.subarray(at, end);
    if (type === "XMP ") keepXmp(blocks, { pieces: [body], isPacked: false });
    if (type === "EXIF") keepExif(blocks, body);
    if (type === "C2PA") keep(blocks.credentials, body);
  }
}
