/** Parts of a JPEG, PNG or WebP file in order, in one pass. */
import { latin1Of, viewOf } from "./bytes.ts";

export interface JpegPart {
  /** The second byte of the part's marker. */
  readonly code: number;
  /** Offset of the content after the length field. */
  readonly at: number;
  /** End offset (exclusive), or the end of a truncated file. */
  readonly end: number;
}

export const jpegCode = {
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  app1: 0xe1,
  app2: 0xe2,
  app11: 0xeb,
  com: 0xfe,
} as const;

/** Maximum number of parts. A phone writes about ten; content credentials of 10 MB take 160. */
const maxParts = 512;
/** Maximum number of scans. Encoders write up to about twenty; each costs a decoder a pass over all pixels. */
const maxScans = 100;

/**
 * Yields the parts of a JPEG, including its scans (ITU-T T.81, annex B). Throws an Error for more parts or scans than
 * any camera writes. Damaged places are skipped, as decoders do.
 */
export function* jpegParts(file: Uint8Array): Generator<JpegPart> {
  const view = viewOf(file);
  let parts = 0;
  let scans = 0;
  for (let at = nextMarker(file, 2); at + 2 <= file.length; ) {
    const code = view.getUint8(at + 1);
    if (code === jpegCode.eoi) {
      yield { code, at: at + 2, end: at + 2 };
      return;
    }
    if (at + 4 > file.length) return;
    if (++parts > maxParts) throw new Error("a JPEG of too many parts");
    if (code === jpegCode.sos && ++scans > maxScans) throw new Error("a JPEG of too many scans");
    const end = Math.min(file.length, at + 2 + view.getUint16(at + 2));
    yield { code, at: at + 4, end };
    at = nextMarker(file, end);
  }
}

/** Returns the position after the content of a scan and the bytes between two parts: stuffed bytes, restarts, fill. */
function nextMarker(file: Uint8Array, from: number): number {
  // A loop over bytes: one search for each of ten million fill bytes took a second.
  for (let at = from; at + 1 < file.length; at++) {
    if (file[at] !== 0xff) continue;
    const code = file[at + 1] ?? 0;
    if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at;
  }
  return file.length;
}

/** Returns true for the frame header, which contains the picture's size and number of colours. */
export const isFrame = ({ code }: JpegPart): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

interface FilePart {
  readonly type: string;
  /** Start offset of its content. */
  readonly at: number;
  /** End offset (exclusive), or the end of a truncated file. */
  readonly end: number;
}

const pngSignatureBytes = 8;
/** Maximum number of chunks. The most common encoder writes pixels of 10 MB as 1,300 chunks. */
const maxPngChunks = 8192;

/** Yields the chunks of a PNG (PNG specification 5.3). Throws an Error for more chunks than any program writes. */
export function* pngParts(file: Uint8Array): Generator<FilePart> {
  const view = viewOf(file);
  let chunks = 0;
  for (let at = pngSignatureBytes; at + 8 <= file.length; ) {
    if (++chunks > maxPngChunks) throw new Error("a PNG of too many chunks");
    const end = at + 8 + view.getUint32(at);
    const type = latin1Of(file, at + 4, at + 8);
    yield { type, at: at + 8, end: Math.min(file.length, end) };
    if (type === "IEND") return;
    at = end + checksumBytes;
  }
}

export const checksumBytes = 4;

const webpHeaderBytes = 12;
/** Maximum number of chunks. A picture has its pixels, a profile, and metadata. */
const maxWebpChunks = 256;

/** Yields the chunks of a WebP file (RFC 9649). Throws an Error for more chunks than any program writes. */
export function* webpParts(file: Uint8Array): Generator<FilePart> {
  const view = viewOf(file);
  let chunks = 0;
  for (let at = webpHeaderBytes; at + 8 <= file.length; ) {
    if (++chunks > maxWebpChunks) throw new Error("a WebP of too many chunks");
    const bytes = view.getUint32(at + 4, true);
    yield {
      type: latin1Of(file, at, at + 4),
      at: at + 8,
      end: Math.min(file.length, at + 8 + bytes),
    };
    at += 8 + bytes + (bytes % 2);
  }
}
