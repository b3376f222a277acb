/** Hair over parts of the face that must be visible. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { boundsOf } from "../maths/plane.ts";
import { foreheadLines, outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { type ClassShares, classShares } from "../subject/class-shares.ts";
import {
  earBox,
  earStep,
  foreheadPoints,
  insideOutline,
  meshPoints,
  nextToFace,
  sides,
} from "../subject/parts.ts";
import { personCheck } from "./check.ts";

const eyes = [outline.rightEye, outline.leftEye];
/** Growth of the eye's outline to include the lids. */
const lidGrowth = 1.3;

/** Hair over the eyes. */
export const hairOverEyes = personCheck({
  id: "hair-over-eyes",
  measure: (subject) => ({
    value: Math.max(
      ...eyes.map((eye) =>
        classShares(subject.classes, insideOutline(subject, eye, lidGrowth, 0.03)).share(
          personClass.hair,
        ),
      ),
    ),
    shapes: eyes.map((eye) => ({ kind: "outline", points: meshPoints(subject, eye) })),
  }),
});

const brows = [outline.rightBrow, outline.leftBrow];

/** Hair over the brows. */
export const hairOverBrows = personCheck({
  id: "hair-over-brows",
  measure: (subject) => ({
    value: Math.max(
      ...brows.map((brow) =>
        classShares(subject.classes, insideOutline(subject, brow, 1, 0.03)).share(personClass.hair),
      ),
    ),
    shapes: brows.map((brow) => ({ kind: "outline", points: meshPoints(subject, brow) })),
  }),
});

/** Hair over the forehead. */
export const hairOverForehead = personCheck({
  id: "hair-over-forehead",
  measure: (subject) => ({
    value: classShares(subject.classes, foreheadPoints(subject, 0.2)).share(personClass.hair),
    shapes: [
      {
        kind: "outline",
        points: [
          ...meshPoints(subject, foreheadLines.bottom),
          ...meshPoints(subject, [...foreheadLines.top].reverse()),
        ],
      },
    ],
  }),
});

/** Hair area next to the face that can cover an ear, in square eye distances: on both sides, and on one side. */
const hairBoth = 0.2;
const hairOne = 0.1;
/** Angle beyond which a turned head hides one ear by itself. */
const surelyFrontalDeg = 12;
const nearlyFrontalDeg = 20;

/** Visibility of both ears. */
export const earsHidden = personCheck({
  id: "ears-hidden",
  measure: (subject) => {
    // An ear with a smaller share of skin counts as covered.
    const covered = limitsOf("ears-hidden", subject.spec).fail?.min ?? 0;
    const boxes = sides.map((side) => nextToFace(subject, side, earBox));
    const ears = boxes.map((points) => ear(classShares(subject.classes, points)));
    const yaw = Math.abs(subject.headPose.yawDeg);
    const skin = ears.map((side) => side.skin);
    const hair = ears.map((side) => side.hairArea);
    const shapes = boxes.map((points) => {
      const { left, top, width, height } = boundsOf(points);
      return { kind: "box" as const, x: left, y: top, width, height };
    });
    if (Math.max(...skin) < covered && Math.min(...hair) >= hairBoth) {
      return {
        value: Math.max(...skin),
        shapes,
        ...(yaw >= surelyFrontalDeg ? { atMost: "warn" } : {}),
      };
    }
    if (yaw < nearlyFrontalDeg && Math.max(...hair) >= hairOne) {
      return { value: Math.min(...skin), shapes, atMost: "warn" };
    }
    return { value: Math.max(...skin, 0.3), shapes };
  },
});

function ear(shares: ClassShares): { skin: number; hairArea: number } {
  const skin = shares.sum(personClass.bodySkin) + shares.sum(personClass.faceSkin);
  const hair = shares.sum(personClass.hair);
  const all = skin + hair + shares.sum(personClass.clothes) + shares.sum(personClass.other);
  return { skin: skin / (all + 1e-6), hairArea: hair * earStep * earStep };
}
