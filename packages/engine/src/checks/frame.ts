/** Framing of the source photo, and the person's place in the finished one. */
import {
  type Bilingual,
  limitsOf,
  type OverlayShape,
  type Rgb,
} from "@gradphoto/domain/photo-standard";
import type { Raster } from "../ports.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { lengthCheck, personCheck, resultCheck } from "./check.ts";

/**
 * Lengths of cuts along the picture's edge in pixels, by our own choice. Hair that only touches the upper edge is
 * harmless: over 261 labelled photos it was labelled cut from 180 on. A vertical cut of a shoulder is conspicuous. A
 * cut half as wide as the finished photo leaves no portrait; below that a person decides.
 */
const seenTopCutPx = 140;
const seenSideCutPx = 24;
const maxCutPx = 240;

/** Framing: hair, shoulders and chest must be inside the photo. */
export const framingTight = personCheck({
  id: "framing-tight",
  measure: (subject) => {
    const { framing, pyramid, spec } = subject;
    const maxPx = limitsOf("framing-tight", spec).fail?.max ?? 0;
    if (framing.blockedBy === "scale")
      return { value: Math.max(tooSmallPx(subject), maxPx + 1), message: tooSmall };
    const { missingRowsPx, topCutPx, sideCutPx } = framing;
    const cuts = [
      { px: topCutPx > seenTopCutPx ? topCutPx : 0, message: cutAbove, at: "top" as const },
      { px: sideCutPx > seenSideCutPx ? sideCutPx : 0, message: cutAtSide, at: "side" as const },
    ];
    const [cut] = cuts.sort((one, other) => other.px - one.px);
    const floats = missingRowsPx > maxPx;
    if (floats || !cut || cut.px === 0) {
      return {
        value: missingRowsPx,
        ...(floats ? { message: endsTooEarly(Math.round(missingRowsPx), maxPx) } : {}),
        shapes: [edgeOf(pyramid[0], framing.crop.rect.left, "bottom")],
      };
    }
    return {
      value: cut.px,
      message: cut.message(Math.round(cut.px)),
      ...(cut.px <= maxCutPx ? { atMost: "warn" } : {}),
      shapes: [edgeOf(pyramid[0], framing.crop.rect.left, cut.at)],
    };
  },
});

/** Returns how much the face width at the largest permitted scale is below the spec, in output pixels. */
const tooSmallPx = ({ spec, faceWidthPx, framing }: PersonSubject): number =>
  (spec.geometry.faceWidthPx.min ?? 0) - faceWidthPx * framing.crop.scale;

/** Returns the edge of the picture that cuts; of the two sides, the one that the frame exceeds. */
function edgeOf(
  { width, height }: Raster,
  frameLeft: number,
  edge: "top" | "side" | "bottom",
): OverlayShape {
  const [right, bottom] = [width - 1, height - 1];
  if (edge === "side") {
    const x = frameLeft < 0 ? 0 : right;
    return {
      kind: "line",
      points: [
        { x, y: 0 },
        { x, y: bottom },
      ],
    };
  }
  const y = edge === "top" ? 0 : bottom;
  return {
    kind: "line",
    points: [
      { x: 0, y },
      { x: right, y },
    ],
  };
}

const endsTooEarly = (rows: number, maxPx: number): Bilingual => ({
  zh: `照片下方拍得不够，标准照底部会露出背景色（缺 ${rows} 像素，上限 ${maxPx} 像素）。`,
  en: `The photo ends too high: background would show below the person (${rows} px missing, at most ${maxPx} px).`,
});
const cutAbove = (px: number): Bilingual => ({
  zh: `照片上边切掉了头发，标准照上切口约 ${px} 像素宽。`,
  en: `The photo's upper edge cuts the hair, about ${px} px wide in the standard photo.`,
});
const cutAtSide = (px: number): Bilingual => ({
  zh: `照片边沿切掉了肩膀，标准照上切口约 ${px} 像素高。`,
  en: `The photo's side cuts the shoulder, about ${px} px high in the standard photo.`,
});
const tooSmall: Bilingual = {
  zh: "人像太小或头部不完整：放大到允许的最大，也裁不出合规格的照片。",
  en: "The person is too small, or the head is not complete: even at the largest scale allowed no photo of the spec can be cut.",
};

/** Position of the hair top in the finished photo. */
export const hairTop = lengthCheck(
  "hair-top",
  ({ hairTopPx }) => hairTopPx,
  ({ faceCentreXPx, hairTopPx }) => [
    { x: 0, y: hairTopPx },
    { x: 2 * faceCentreXPx, y: hairTopPx },
  ],
);

/** Height of the eyes in the finished photo. */
export const eyeLine = lengthCheck(
  "eye-line",
  ({ eyeLinePx }) => eyeLinePx,
  ({ faceCentreXPx, eyeLinePx }) => [
    { x: 0, y: eyeLinePx },
    { x: 2 * faceCentreXPx, y: eyeLinePx },
  ],
);

/** Width of the face in the finished photo. */
export const faceWidth = lengthCheck(
  "face-width",
  ({ faceWidthPx }) => faceWidthPx,
  ({ faceCentreXPx, faceWidthPx, eyeLinePx }) => [
    { x: faceCentreXPx - faceWidthPx / 2, y: eyeLinePx },
    { x: faceCentreXPx + faceWidthPx / 2, y: eyeLinePx },
  ],
);

/** Horizontal position of the face in the finished photo. */
export const centring = lengthCheck(
  "centring",
  ({ faceCentreXPx }) => faceCentreXPx,
  ({ faceCentreXPx, eyeLinePx }) => [
    { x: faceCentreXPx, y: 0 },
    { x: faceCentreXPx, y: eyeLinePx },
  ],
);

/** Contact of the person with the lower edge of the finished photo. */
export const lowerEdge = resultCheck({
  id: "lower-edge",
  measure: ({ decoded, spec }) => {
    const rows = bareRows(decoded, spec.background);
    const y = decoded.height - rows;
    return {
      value: rows,
      shapes: rows > 0 ? [{ kind: "box", x: 0, y, width: decoded.width, height: rows }] : [],
    };
  },
});

/** Deviation that JPEG adds to a flat colour; cloth, even white cloth, varies more. */
const flatCode = 2;

/** Counts the rows from the lower edge upwards that contain only the background's colour. */
function bareRows({ width, height, data }: Raster, { r, g, b }: Rgb): number {
  for (let i = width * height - 1; i >= 0; i--) {
    const worst = Math.max(
      Math.abs(data[3 * i]! - r),
      Math.abs(data[3 * i + 1]! - g),
      Math.abs(data[3 * i + 2]! - b),
    );
    if (worst > flatCode) return height - 1 - Math.floor(i / width);
  }
  return height;
}
