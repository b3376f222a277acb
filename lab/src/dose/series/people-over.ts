/** Adds another person or another person's hand, cut out of that person's photo. The result stays in memory. */
import type { Rect } from "../../../../packages/engine/src/ports.ts";
import type { OperatingPoint } from "../operating-point.ts";
import { pasted } from "../paste.ts";
import type { Series } from "./series.ts";

/** Distance between the centres of the two faces, in widths of the main face. */
const asideFaces = 1.25;

export const secondFace: Series = {
  id: "second-face",
  title: { zh: "另一张脸", en: "A second face" },
  dose: { zh: "另一张脸与本人脸的宽度之比", en: "width of the other face over the main one" },
  doses: [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1],
  reaches: ["face-count"],
  make: async (point, dose) => {
    const { raster, subject, others, seed, cut } = point;
    const other = others.heads[seed % others.heads.length];
    const side = roomierSide(point);
    if (!other || side === null) return null;
    if (dose === 0) return raster;
    const scale = (dose * subject.faceWidthPx) / other.faceWidthPx;
    const place: Rect = {
      left:
        subject.head.faceCentreX +
        side * asideFaces * subject.faceWidthPx -
        scale * other.head.faceCentreX,
      top: subject.head.eyeLineY - scale * other.head.eyeLineY,
      width: scale * other.width,
      height: scale * other.height,
    };
    // The main person is in front.
    return pasted(raster, other, place, (x, y) => {
      const [column, row] = [x - cut.left, y - cut.top];
      const inside = column >= 0 && row >= 0 && column < cut.width && row < cut.height;
      return inside ? cut.alpha[row * cut.width + column]! : 0;
    });
  },
};

/** Returns the side for the other head: 1 right, -1 left; null if neither side has room for half of it. */
function roomierSide({ raster, subject: { head, faceWidthPx } }: OperatingPoint): 1 | -1 | null {
  const [left, right] = [head.faceCentreX, raster.width - head.faceCentreX].map(
    (px) => px / faceWidthPx,
  );
  if (Math.max(left!, right!) < asideFaces + 0.3) return null;
  return right! >= left! ? 1 : -1;
}

/**
 * Position next to the chin, in face widths: aside from the middle of the face, above the chin. Every photo includes
 * it.
 */
const atChin = { aside: 0.6, above: 0.15 };

/** Length of a hand from wrist to finger tips, in face widths. */
const handFaces = 1.1;

export const handRaised: Series = {
  id: "hand-raised",
  title: { zh: "手进入画面", en: "A hand comes into the picture" },
  dose: { zh: "手的大小，占自然大小的比例", en: "size of the hand, share of its natural size" },
  doses: [0, 0.25, 0.5, 0.75, 1],
  reaches: ["hand-in-frame"],
  make: async ({ raster, subject, others, seed }, dose) => {
    const hand = others.hands[seed % Math.max(1, others.hands.length)];
    if (!hand) return null;
    if (dose === 0) return raster;
    const { head, faceWidthPx } = subject;
    const side = seed % 2 === 0 ? 1 : -1;
    const x = head.faceCentreX + side * atChin.aside * faceWidthPx;
    const y = head.chinY - atChin.above * faceWidthPx;
    return pasted(raster, hand, placeOf(hand, dose * handFaces * faceWidthPx, x, y));
  },
};

export const handToMouth: Series = {
  id: "hand-to-mouth",
  title: { zh: "手移向嘴", en: "A hand moves to the mouth" },
  dose: { zh: "从胸前到嘴的路程", en: "share of the way from chest to mouth" },
  doses: [0, 0.4, 0.6, 0.8, 1],
  startsAltered: true,
  reaches: ["occluded-mouth"],
  make: async ({ raster, subject, others, seed }, dose) => {
    const hand = others.hands[seed % Math.max(1, others.hands.length)];
    if (!hand) return null;
    const { head, faceWidthPx } = subject;
    const [chest, mouth] = [head.chinY + 0.7 * faceWidthPx, head.chinY - 0.3 * faceWidthPx];
    return pasted(
      raster,
      hand,
      placeOf(hand, handFaces * faceWidthPx, head.faceCentreX, chest + dose * (mouth - chest)),
    );
  },
};

/** Returns the rectangle around the centre (x, y) whose longer side has this length. */
function placeOf(
  size: { width: number; height: number },
  lengthPx: number,
  x: number,
  y: number,
): Rect {
  const scale = lengthPx / Math.max(size.width, size.height);
  const [width, height] = [scale * size.width, scale * size.height];
  return { left: x - width / 2, top: y - height / 2, width, height };
}
