/** A head and the wall about it, made small, by which one frame is told from another without a network. */
import type { Pyramid } from "../maths/pyramid.ts";
import { sampleRegion } from "../maths/region.ts";
import type { FaceFrame } from "../subject/face-frame.ts";

/** Grey codes of `sidePx` × `sidePx`, upright and of the face's own size. */
export type Thumbnail = Float32Array;

const sidePx = 12;
/** In eye distances: hair, ears, and as much of the wall as a shadow falls on. */
const reach = 4.5;

export function thumbnailOf(pyramid: Pyramid, { origin, iodPx, rollDeg }: FaceFrame): Thumbnail {
  const side = reach * iodPx;
  const region = { cx: origin.x, cy: origin.y, width: side, height: side, angleRad: (rollDeg * Math.PI) / 180 };
  const rgb = sampleRegion(pyramid, region, sidePx, sidePx, { from: 0, to: 255 });
  return Float32Array.from({ length: sidePx ** 2 }, (_, i) => (rgb[3 * i]! + rgb[3 * i + 1]! + rgb[3 * i + 2]!) / 3);
}

/**
 * Own choices, by three people before the fake camera: where they stand still or sway, at most three cells differ as much, by
 * what the mesh itself wavers; a fringe or hair let down over the ears is seven and more.
 */
const otherCodes = 32;
const mostOtherCells = 4;

export const looksOther = (one: Thumbnail, other: Thumbnail): boolean =>
  one.reduce((count, code, i) => (Math.abs(code - other[i]!) > otherCodes ? count + 1 : count), 0) > mostOtherCells;
