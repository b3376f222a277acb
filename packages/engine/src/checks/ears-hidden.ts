/** Visibility of both ears. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { boundsOf } from "../maths/plane.ts";
import { personClass } from "../models/person-classes.ts";
import { type ClassShares, classShares } from "../subject/class-shares.ts";
import { earBox, earStep, nextToFace, sides } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

/** Hair area next to the face that can cover an ear, in square eye distances: on both sides, on one side. */
const hairBoth = 0.2;
const hairOne = 0.1;
/** Beyond this angle, a turned head hides one ear by itself. */
const surelyFrontalDeg = 12;
const nearlyFrontalDeg = 20;

export const earsHidden = personCheck({
  id: "ears-hidden",
  measure: (subject) => {
    // Below this share of skin an ear counts as covered.
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
      return { value: Math.max(...skin), shapes, ...(yaw >= surelyFrontalDeg ? { atMost: "warn" } : {}) };
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
