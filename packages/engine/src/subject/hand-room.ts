/** Whether a hand could be visible in a part of the picture; hands are searched only there. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { landmark } from "../models/landmarks.ts";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import type { Rect } from "../ports.ts";
import { type FaceFrame, toFace } from "./face-frame.ts";

/** A cell with this share of body skin counts as bare. */
const bareShare = 0.4;
/** Side of the smallest relevant palm, in eye distances: half the width of an adult's palm. */
const smallestPalm = 0.6;

/** Every second cell of every second row is enough for an area. */
const stride = 2;
/** In eye distances. The neck is below the jaw between the cheeks; ears are at the edges of the face. */
const neck = { aboveChin: 0.35, belowChin: 0.9 };
const ear = { inwards: 0.3, outwards: 0.5, from: -0.5, to: 1.6 };

/** Whether the part has more body skin, beyond neck and ears, than the smallest palm. */
export function hasRoomForHand(
  { part: mapped, probabilities }: ClassMap,
  points: readonly Point[],
  frame: FaceFrame,
  part: Rect,
): boolean {
  const right = toFace(frame, points[landmark.rightCheek]!).u;
  const left = toFace(frame, points[landmark.leftCheek]!).u;
  const chin = toFace(frame, points[landmark.chin]!).v;
  const cellWidth = mapped.width / classMapSize;
  const cellHeight = mapped.height / classMapSize;
  let skin = 0;
  for (let row = 0; row < classMapSize; row += stride) {
    const y = mapped.top + (row + 0.5) * cellHeight;
    if (y < part.top || y >= part.top + part.height) continue;
    for (let column = 0; column < classMapSize; column += stride) {
      const share = probabilities[(row * classMapSize + column) * classCount + personClass.bodySkin]!;
      if (share < bareShare) continue;
      const x = mapped.left + (column + 0.5) * cellWidth;
      if (x < part.left || x >= part.left + part.width) continue;
      const { u, v } = toFace(frame, { x, y });
      const onNeck = u > right && u < left && v > chin - neck.aboveChin && v < chin + neck.belowChin;
      const beside = Math.min(u - right, left - u);
      const onEar = beside < ear.inwards && beside > -ear.outwards && v > ear.from && v < ear.to;
      if (!onNeck && !onEar) skin += share;
    }
  }
  const area = (skin * stride * stride * cellWidth * cellHeight) / frame.iodPx ** 2;
  return area >= bareShare * smallestPalm ** 2;
}
