/** Chunks of a PNG file in order (PNG specification 5.3). */
import { latin1Of, viewOf } from "./bytes.ts";

export interface FilePart {
  readonly type: string;
  /** Start offset of its content. */
  readonly at: number;
  /** End offset (exclusive), or the end of a truncated file. */
  readonly end: number;
}

const signatureBytes = 8;
/** The most common encoder writes pixels of 10 MB as 1,300 chunks. */
const mostChunks = 8192;

/** Throws an Error for more chunks than any program writes. */
export function* pngParts(file: Uint8Array): Generator<FilePart> {
  const view = viewOf(file);
  let chunks = 0;
  for (let at = signatureBytes; at + 8 <= file.length; ) {
    if (++chunks > mostChunks) throw new Error("a PNG of too many chunks");
    const end = at + 8 + view.getUint32(at);
    const type = latin1Of(file, at + 4, at + 8);
    yield { type, at: at + 8, end: Math.min(file.length, end) };
    if (type === "IEND") return;
    at = end + checksumBytes;
  }
}

export const checksumBytes = 4;
