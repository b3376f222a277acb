/** Chunks of a WebP file in order (RFC 9649). */
import { latin1Of, viewOf } from "./bytes.ts";
import type { FilePart } from "./png-parts.ts";

const headerBytes = 12;
/** A picture has its pixels, a profile, and metadata. */
const mostChunks = 256;

/** Throws an Error for more chunks than any program writes. */
export function* webpParts(file: Uint8Array): Generator<FilePart> {
  const view = viewOf(file);
  let chunks = 0;
  for (let at = headerBytes; at + 8 <= file.length; ) {
    if (++chunks > mostChunks) throw new Error("a WebP of too many chunks");
    const bytes = view.getUint32(at + 4, true);
    yield { type: latin1Of(file, at, at + 4), at: at + 8, end: Math.min(file.length, at + 8 + bytes) };
    at += 8 + bytes + (bytes % 2);
  }
}
