/** A finding's shapes as a drawing over the picture it was found on. */
import { type Finding, overlaySvg } from "@gradphoto/domain";
import { svgAddress } from "./svg.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** null when the finding shows no place. */
export function overlayAddress(finding: Finding, size: Size): string | null {
  const drawn = overlaySvg(finding, size);
  return drawn === null ? null : svgAddress(drawn);
}
