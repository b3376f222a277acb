/** Unpacks zlib streams in browsers, of which some have no DecompressionStream. */
import { Unzlib } from "fflate";
import { joined } from "../file/bytes.ts";
import type { Inflate } from "../file/marks/blocks.ts";

/** Grows a thousandfold at most, so that no step makes much more than may be kept. */
const stepBytes = 1024;
/** The library goes on reading behind the end of a stream; no part of one is so long and gives nothing. */
const mostSilentBytes = 2 ** 17;

export const inflate: Inflate = (deflated, mostBytes) => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  let heardAt = 0;
  const stream = new Unzlib((part) => {
    parts.push(part);
    bytes += part.length;
  });
  try {
    for (let at = 0; at < deflated.length && at - heardAt < mostSilentBytes; at += stepBytes) {
      const previous = bytes;
      stream.push(deflated.subarray(at, at + stepBytes), at + stepBytes >= deflated.length);
      if (bytes > mostBytes) return new Uint8Array();
      if (bytes > previous) heardAt = at;
    }
  } catch {
    return new Uint8Array();
  }
  return joined(parts);
};
