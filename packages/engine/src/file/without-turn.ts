/** Removes the orientation from a file, because only some decoders apply it. */
import type { SourceFormat } from "../ports.ts";
import { clearOrientation } from "./marks/exif-texts.ts";
import { blocksOf } from "./marks/read-file-marks.ts";

/** Returns a copy whose pixels decode as stored, except for HEIF container rotations, which all decoders apply. */
export function withoutTurn(bytes: Uint8Array, format: SourceFormat): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (const block of blocksOf(copy, format).exif) clearOrientation(block);
  return copy;
}
