/**
 * Open eyes. Measures the gap of the lids against the width of the iris, which is 11.7 mm in all people and so the same
 * for narrow and round eyes.
 */
import { distance } from "../maths/plane.ts";
import { mean } from "../maths/statistics.ts";
import { irisRings, lidMiddles, outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Beyond this turn the far eye is too foreshortened to judge. */
const oneEyeYawDeg = 20;

export const eyesClosed = personCheck({
  id: "eyes-closed",
  measure: (subject) => {
    const irisPx = mean(irisRings.map((ring) => irisDiameter(subject, ring)));
    const seen = [outline.rightEye, outline.leftEye].flatMap((eye, side) => {
      const [upper, lower] = lidMiddles[side]!;
      return underHair(subject, eye) ? [] : distance(subject.points[upper]!, subject.points[lower]!) / irisPx;
    });
    if (seen.length === 0) return { value: null };
    const turned = Math.abs(subject.headPose.yawDeg) > oneEyeYawDeg;
    return {
      value: turned ? Math.max(...seen) : Math.min(...seen),
      shapes: [
        { kind: "outline", points: meshPoints(subject, outline.rightEye) },
        { kind: "outline", points: meshPoints(subject, outline.leftEye) },
      ],
    };
  },
});

const hiddenShare = 0.4;

/** An eye under hair cannot be judged; `hair-over-eyes` reports it. */
function underHair(subject: PersonSubject, eye: readonly number[]): boolean {
  return classShares(subject.classes, insideOutline(subject, eye, 1.3, 0.03)).share(personClass.hair) >= hiddenShare;
}

/** Mean of its width and its height. */
function irisDiameter({ points }: PersonSubject, [right, top, left, bottom]: (typeof irisRings)[number]): number {
  return (distance(points[right]!, points[left]!) + distance(points[top]!, points[bottom]!)) / 2;
}
