/** A picture's file that asks for no turn, for decoders of which some turn it and others do not. */
import type { SourceFormat } from "../ports.ts";
import { clearOrientation } from "./marks/exif-texts.ts";
import { blocksOf } from "./marks/read-file-marks.ts";

/** A copy; its pixels come out as they are stored, but for turns that a HEIF container asks for, which all decoders know. */
export function withoutTurn(bytes: Uint8Array, format: SourceFormat): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (const block of blocksOf(copy, format).exif) clearOrientation(block);
  return copy;
}
