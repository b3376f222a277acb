/** Where to look closely on a standard photo: the parts that clauses speak of, found from what was measured. */
import type { Geometry } from "@gradphoto/domain";
import type { SizePx, View } from "./view.ts";

export const places = ["eyes", "ears", "mouth", "collar", "crown", "left-edge", "right-edge"] as const;

export type Place = (typeof places)[number];

interface Spot {
  readonly x: number;
  readonly y: number;
  /** px of the standard photo that are to be seen from left to right. */
  readonly width: number;
}

/**
 * From the eyes down in distances between the pupils: the mouth at 1.1, the chin at 1.9, the collar at 2.6 (proportions
 * of an adult face; close enough to look at, never measured by).
 */
function spotOf(place: Place, geometry: Geometry): Spot {
  const { faceCentreXPx: x, eyeLinePx, faceWidthPx, hairTopPx, interEyePx } = geometry;
  switch (place) {
    case "eyes":
      return { x, y: eyeLinePx, width: 1.9 * interEyePx };
    case "ears":
      return { x, y: eyeLinePx + 0.4 * interEyePx, width: 1.5 * faceWidthPx };
    case "mouth":
      return { x, y: eyeLinePx + 1.1 * interEyePx, width: 0.7 * faceWidthPx };
    case "collar":
      return { x, y: eyeLinePx + 2.6 * interEyePx, width: 1.5 * faceWidthPx };
    case "crown":
      return { x, y: hairTopPx + 0.3 * interEyePx, width: 1.4 * faceWidthPx };
    case "left-edge":
      return { x: x - 0.7 * faceWidthPx, y: eyeLinePx + interEyePx, width: 0.7 * faceWidthPx };
    case "right-edge":
      return { x: x + 0.7 * faceWidthPx, y: eyeLinePx + interEyePx, width: 0.7 * faceWidthPx };
  }
}

export function closeUp(place: Place, geometry: Geometry, frame: SizePx): View {
  const { x, y, width } = spotOf(place, geometry);
  return { centreX: x, centreY: y, scale: frame.width / width };
}
