/** Inflates zlib streams in browsers, some of which lack DecompressionStream. */
import { Unzlib } from "fflate";
import { joined } from "../file/bytes.ts";
import type { Inflate } from "../file/marks/blocks.ts";

/** Inflating grows data a thousandfold at most, so no step exceeds the limit by much. */
const stepBytes = 1024;
/** The library continues after the end of a stream; no part of a stream is this long without output. */
const mostSilentBytes = 2 ** 17;

export const inflate: Inflate = (deflated, mostBytes) => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  let receivedAt = 0;
  const stream = new Unzlib((part) => {
    parts.push(part);
    bytes += part.length;
  });
  try {
    for (let at = 0; at < deflated.length && at - receivedAt < mostSilentBytes; at += stepBytes) {
      const previous = bytes;
      stream.push(deflated.subarray(at, at + stepBytes), at + stepBytes >= deflated.length);
      if (bytes > mostBytes) return new Uint8Array();
      if (bytes > previous) receivedAt = at;
    }
  } catch {
    return new Uint8Array();
  }
  return joined(parts);
};
