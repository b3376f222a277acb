/** Parts of a JPEG file in order, including its scans, in one pass (ITU-T T.81, annex B). */
import { viewOf } from "./bytes.ts";

export interface JpegPart {
  /** The second byte of its marker. */
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

/** A phone writes about ten; content credentials of 10 MB take 160. */
const mostParts = 512;
/** Encoders write up to about twenty; each costs a decoder a pass over all pixels. */
const mostScans = 100;

/** Throws an Error for more parts or scans than any camera writes. Damaged places are skipped, as decoders do. */
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
    if (++parts > mostParts) throw new Error("a JPEG of too many parts");
    if (code === jpegCode.sos && ++scans > mostScans) throw new Error("a JPEG of too many scans");
    const end = Math.min(file.length, at + 2 + view.getUint16(at + 2));
    yield { code, at: at + 4, end };
    at = nextMarker(file, end);
  }
}

/** Skips the content of a scan and bytes between two parts: stuffed bytes, restarts, fill. */
function nextMarker(file: Uint8Array, from: number): number {
  for (let at = from; at + 1 < file.length; at++) {
    if (file[at] !== 0xff) continue;
    const code = file[at + 1] ?? 0;
    if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at;
  }
  return file.length;
}

/** Frame header, which contains the picture's size and number of colours. */
export const isFrame = ({ code }: JpegPart): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
