/** The segments of a JPEG before its pixels, as they stand in the file. */

export interface JpegSegment {
  /** The second byte of its marker. */
  readonly code: number;
  readonly at: number;
  /** Marker and length included. */
  readonly bytes: Uint8Array;
}

const startOfScan = 0xda;

/** null for what is no JPEG, and for one whose head is damaged. */
export function segmentsOf({ buffer, byteOffset, length }: Uint8Array): readonly JpegSegment[] | null {
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
