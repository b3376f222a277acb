/** Whether a hand could show at all, so that hands are looked for only in photos that have room for one. */
import type { Point } from "@gradphoto/contract";
import { landmark } from "../models/landmarks.ts";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import { type FaceFrame, toFace } from "./face-frame.ts";

/** Share of body skin in a box that makes it a bare hand. */
export const bareHandShare = 0.4;
/** Side of the smallest palm worth finding, in eye distances: half the width of a grown-up's palm. */
const smallestPalm = 0.6;

/** Every second cell of every second row is enough for an area. */
const stride = 2;
/** In eye distances. The neck lies below the jaw between the cheeks; ears lie about the edges of the face. */
const neck = { aboveChin: 0.35, belowChin: 0.9 };
const ear = { inwards: 0.3, outwards: 0.5, from: -0.5, to: 1.6 };

/** Is there more body skin beyond neck and ears than the smallest palm must show? */
export function hasRoomForHand({ part, probabilities }: ClassMap, points: readonly Point[], frame: FaceFrame): boolean {
  const right = toFace(frame, points[landmark.rightCheek]!).u;
  const left = toFace(frame, points[landmark.leftCheek]!).u;
  const chin = toFace(frame, points[landmark.chin]!).v;
  const cellWidth = part.width / classMapSize;
  const cellHeight = part.height / classMapSize;
  let skin = 0;
  for (let row = 0; row < classMapSize; row += stride) {
    for (let column = 0; column < classMapSize; column += stride) {
      const share = probabilities[(row * classMapSize + column) * classCount + personClass.bodySkin]!;
      if (share < bareHandShare) continue;
      const x = part.left + (column + 0.5) * cellWidth;
      const y = part.top + (row + 0.5) * cellHeight;
      const { u, v } = toFace(frame, { x, y });
      const onNeck = u > right && u < left && v > chin - neck.aboveChin && v < chin + neck.belowChin;
      const beside = Math.min(u - right, left - u);
      const onEar = beside < ear.inwards && beside > -ear.outwards && v > ear.from && v < ear.to;
      if (!onNeck && !onEar) skin += share;
    }
  }
  const area = (skin * stride * stride * cellWidth * cellHeight) / frame.iodPx ** 2;
  return area >= bareHandShare * smallestPalm ** 2;
}
