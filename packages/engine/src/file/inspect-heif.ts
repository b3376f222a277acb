/** Size and cost of the main picture of a HEIC or AVIF file, from its boxes alone. */
import { type HeifFacts, readHeifFacts } from "./heif-boxes.ts";
import { pixelsToDecode } from "./heif-load.ts";

export interface HeifHeader extends HeifFacts {
  /** What a decoder would have to hold; no less than the size that is declared. */
  readonly pixels: number;
}

/** Throws an Error where the boxes are broken. */
export function inspectHeif(bytes: Uint8Array): HeifHeader {
  const facts = readHeifFacts(bytes);
  if (facts.width === 0 || facts.height === 0) throw new Error("the HEIC picture is empty");
  return { ...facts, pixels: Math.max(facts.width * facts.height, pixelsToDecode(bytes)) };
}
