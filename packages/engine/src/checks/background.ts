/** Wall behind the person, and background of the finished photo. */
import type { OverlayShape, Rgb } from "@gradphoto/domain/photo-standard";
import { floodFrom, reached } from "../maths/flood.ts";
import { nearTo } from "../maths/near-to.ts";
import type { Raster } from "../ports.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck, resultCheck } from "./check.ts";

/** Minimum area of wall, as a share of the picture. A smaller visible area is a gap in the hair. */
const minArea = 0.12;
const littleWall = {
  value: null,
  why: { zh: "看得到的背景太少", en: "too little of the background is visible" },
} as const;

/** Plainness of the wall. The background is replaced, so a busy one only warns: it may spoil the edge of the hair. */
export const backgroundBusy = personCheck({
  id: "background-busy",
  ungated: true,
  measure: (subject) => {
    const { wall } = subject;
    return wall && wall.area >= minArea
      ? { value: wall.clutter, shapes: nextToHead(subject) }
      : littleWall;
  },
});

/** Distance from the middle of the face at which hair has ended, in face sizes. */
const clearOfHair = 0.8;

/** Returns the two parts of the measured picture left and right of the head, where wall is most likely visible. */
function nextToHead({ personPart, head, faceSizePx }: PersonSubject): OverlayShape[] {
  const { left, top, width } = personPart;
  const sides = [
    [left, head.faceCentreX - clearOfHair * faceSizePx],
    [head.faceCentreX + clearOfHair * faceSizePx, left + width],
  ] as const;
  return sides.flatMap(([from, to]) =>
    to > from
      ? [{ kind: "box" as const, x: from, y: top, width: to - from, height: head.chinY - top }]
      : [],
  );
}

/** Limits of a plain wall. Only on such a wall does a difference in brightness mean a shadow. */
const plain = { edges: 0.02, clutter: 10 };
const gradedSpread = 9;

/** Shadow of the person on the wall. */
export const backgroundShadow = personCheck({
  id: "background-shadow",
  measure: ({ wall }) => {
    if (!wall) return littleWall;
    const isPlain = wall.edges < plain.edges && wall.clutter < plain.clutter;
    return { value: isPlain && wall.spreadL >= gradedSpread ? wall.halves : 0 };
  },
});

/** Largest difference from the wall colour that counts as background. Edges of the person differ more, JPEG ringing mostly less. */
const nearToleranceCode = 6;
const farPx = 16;
/** Minimum share of background. A photo always has some above the shoulders. */
const minShare = 0.05;

/**
 * Returns the largest deviation of pixels near the colour, in codes, farther than 16 px from the person and above the
 * chin's row; 255 when there is hardly any background. Below the chin, clothes of nearly the same colour cannot be
 * distinguished from it. `alpha` is of the person, where known; its faintest hair is not background and causes ringing
 * too.
 */
export function backgroundDeviation(
  { width, height, data }: Raster,
  wall: Rgb,
  chinRow: number,
  alpha: Float32Array | null,
): number {
  const deviation = deviations(data, wall);
  const mask = new Uint8Array(deviation.length);
  for (let i = 0; i < mask.length; i++) if (deviation[i]! <= nearToleranceCode) mask[i] = 1;
  floodFrom(openEdges(width, height), mask, width);
  for (let i = 0; i < mask.length; i++)
    mask[i] = mask[i] === reached && !(alpha && alpha[i]! > 0) ? 0 : 1;
  const nearPerson = nearTo(mask, farPx, width);
  let farthest = 0;
  let far = 0;
  const aboveChin = Math.round(chinRow) * width;
  for (let i = 0; i < deviation.length; i++) {
    if (nearPerson[i] === 1) continue;
    far++;
    if (i < aboveChin && deviation[i]! > farthest) farthest = deviation[i]!;
  }
  return far >= minShare * deviation.length ? farthest : 255;
}

/** Lists the pixels of the top, left and right edge. The bottom belongs to the person. */
function openEdges(width: number, height: number): number[] {
  const edges: number[] = [];
  for (let x = 0; x < width; x++) edges.push(x);
  for (let y = 0; y < height; y++) edges.push(y * width, y * width + width - 1);
  return edges;
}

/** Returns for each pixel the largest deviation of a channel from the colour. */
function deviations(data: Uint8Array, { r, g, b }: Rgb): Uint8Array {
  const deviation = new Uint8Array(data.length / 3);
  for (let i = 0, k = 0; i < deviation.length; i++, k += 3) {
    const dr = Math.abs(data[k]! - r);
    const dg = Math.abs(data[k + 1]! - g);
    const db = Math.abs(data[k + 2]! - b);
    deviation[i] = dr > dg ? Math.max(dr, db) : Math.max(dg, db);
  }
  return deviation;
}

/** Flatness and colour of the finished photo's background, against the spec. */
export const backgroundColour = resultCheck({
  id: "background-colour",
  measure: ({ decoded, spec, measured, cut }) => {
    const chinRow = measured ? measured.hairTopPx + measured.headHeightPx : decoded.height;
    return { value: backgroundDeviation(decoded, spec.background, chinRow, cut?.alpha ?? null) };
  },
});
