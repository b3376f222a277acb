/** Are the hands out of the picture? */

import type { Point } from "@gradphoto/contract";
import { bodyPoint } from "../models/body-pose.ts";
import { landmark } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import type { Rect } from "../ports.ts";
import { classAt, classShares } from "../subject/class-shares.ts";
import { faceGrid, toFace } from "../subject/face-frame.ts";
import { bareHandShare } from "../subject/hand-room.ts";
import { chinV } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** The weaker signals can warn but not refuse: their scores end below the refusing limit. */
const weakCeiling = 0.64;
const skinAreaGain = 6;
const wristGain = 1.2;
const handPoints = [bodyPoint.leftWrist, bodyPoint.rightWrist, bodyPoint.leftIndex, bodyPoint.rightIndex];

export const handInFrame = personCheck({
  id: "hand-in-frame",
  advice: {
    zh: "请把手自然放下，不要托脸或碰头，再拍一张",
    en: "Let the hands hang down, away from face and head, and take it again",
  },
  measure: (subject) => {
    const palms = subject.palms.filter(({ box }) => isBare(subject, box));
    const palm = palms.reduce((best, { score }) => Math.max(best, score), 0);
    const beside = Math.min(weakCeiling, skinAreaGain * skinBesideFace(subject));
    const wrist = Math.min(weakCeiling, wristGain * wristShown(subject));
    return {
      value: Math.max(palm, beside, wrist),
      shapes: palms.map(({ box }) => ({
        kind: "box",
        x: box.left,
        y: box.top,
        width: box.width,
        height: box.height,
      })),
    };
  },
});

/** The detector takes a chin or cheek for a palm; a hand shows body skin, not face skin. */
function isBare({ classes }: PersonSubject, box: Rect): boolean {
  const points: Point[] = [];
  const cells = 12;
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      points.push({ x: box.left + ((i + 0.5) / cells) * box.width, y: box.top + ((j + 0.5) / cells) * box.height });
    }
  }
  return classShares(classes, points).share(personClass.bodySkin) >= bareHandShare;
}

/** Body skin beside and above the face, ears left out, in square eye distances. */
function skinBesideFace(subject: PersonSubject): number {
  const { frame, points, classes } = subject;
  const step = 0.06;
  const right = toFace(frame, points[landmark.rightCheek]!).u - 0.45;
  const left = toFace(frame, points[landmark.leftCheek]!).u + 0.45;
  const around = faceGrid(frame, { u0: -2.2, u1: 2.2, v0: -2, v1: chinV(subject) - 0.15 }, step).filter((point) => {
    const { u, v } = toFace(frame, point);
    return u < right || u > left || v < -0.9;
  });
  return classShares(classes, around).sum(personClass.bodySkin) * step * step;
}

/** Most visible wrist or finger that lies on skin inside the picture, 0..1. */
function wristShown({ body, classes, frame }: PersonSubject): number {
  if (!body) return 0;
  const reach = 0.25;
  const step = 0.05;
  const scores = handPoints.map((index) => {
    const { x, y, visibility } = body.points[index]!;
    let skin = 0;
    let count = 0;
    for (let dx = -reach; dx <= reach; dx += step) {
      for (let dy = -reach; dy <= reach; dy += step) {
        const point = { x: x + dx * frame.iodPx, y: y + dy * frame.iodPx };
        const share = classAt(classes, point, personClass.bodySkin) + classAt(classes, point, personClass.faceSkin);
        if (Number.isNaN(share)) continue;
        skin += share;
        count++;
      }
    }
    return count > 60 ? (skin / count) * visibility : 0;
  });
  return Math.max(...scores);
}
