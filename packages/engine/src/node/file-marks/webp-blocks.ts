/** The blocks of a WebP file: XMP, EXIF and content credentials, each a chunk of RIFF. */
import { type Blocks, bounded, keep, tiffOf } from "./blocks.ts";

const headerBytes = 12;

export function collectFromWebp(file: Buffer, blocks: Blocks): void {
  for (let at = headerBytes; at + 8 <= file.length; ) {
    const type = file.toString("latin1", at, at + 4);
    const bytes = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + bytes));
    if (type === "XMP ") keep(blocks.xmp, bounded(body));
    if (type === "EXIF") keep(blocks.exif, tiffOf(bounded(body)));
    if (type === "C2PA") keep(blocks.credentials, body);
    at += 8 + bytes + (bytes % 2);
  }
}
