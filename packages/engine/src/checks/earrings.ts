/** Jewellery at the ears. */
import { boundsOf } from "../maths/plane.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { earLobeBox, earStep, nextToFace, sides } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { glassesShare, maskShare, wornShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const earrings = personCheck({
  id: "earrings",
  measure: (subject) => {
    if (wearsMaskOrGlasses(subject)) return { value: null };
    const boxes = sides.map((side) => nextToFace(subject, side, earLobeBox));
    return {
      value: Math.max(
        ...boxes.map((points) => classShares(subject.classes, points).sum(personClass.other) * earStep * earStep),
      ),
      shapes: boxes.map((points) => {
        const { left, top, width, height } = boundsOf(points);
        return { kind: "box", x: left, y: top, width, height };
      }),
    };
  },
});

/** Straps and temples of a mask or glasses are where earrings would be, and have the same class. */
const wearsMaskOrGlasses = (subject: PersonSubject): boolean =>
  maskShare(subject) >= wornShare || glassesShare(subject) >= wornShare;
