/** Segments of a JPEG before its pixels, as stored in the file. */

export interface JpegSegment {
  /** The second byte of its marker. */
  readonly code: number;
  readonly at: number;
  /** Includes marker and length. */
  readonly bytes: Uint8Array;
}

const startOfScan = 0xda;

/** null for a file that is not a JPEG or has a damaged header. */
export function segmentsOf({
  buffer,
  byteOffset,
  length,
}: Uint8Array): readonly JpegSegment[] | null {
  const jpeg = new Uint8Array(buffer, byteOffset, length);
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return null;
  const segments: JpegSegment[] = [];
  let at = 2;
  for (;;) {
    const [mark, code, high, low] = jpeg.subarray(at, at + 4);
    if (mark !== 0xff || code === undefined || high === undefined || low === undefined) return null;
    if (code === startOfScan) return segments;
    const end = at + 2 + high * 256 + low;
    if (end > jpeg.length) return null;
    segments.push({ code, at, bytes: jpeg.subarray(at, end) });
    at = end;
  }
}
