/** The segments of a JPEG file before its picture. */
import { viewOf } from "./bytes.ts";

export interface JpegSegment {
  readonly code: number;
  /** Behind its length. It may reach beyond a file that was cut short. */
  readonly at: number;
  readonly end: number;
}

export function* segmentsOf(file: Uint8Array): Generator<JpegSegment> {
  const view = viewOf(file);
  for (let at = 2; at + 9 <= file.length; ) {
    const code = file[at + 1] ?? 0;
    if (file[at] !== 0xff || code === 0xff || code === 0) {
      // Decoders skip what stands between two segments.
      at += 1;
      continue;
    }
    if (code === 0xda || code === 0xd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    yield { code, at: at + 4, end };
    at = end;
  }
}

/** Says the picture's size and how many colours it has. */
export const isFrame = ({ code }: JpegSegment): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
