/** Are both eyes open? Measured as eye aspect ratio (Soukupová and Čech 2016): lid distance over eye width. */
import { distance } from "../maths/plane.ts";
import { landmark, lidPairs, outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Beyond this turn the far eye is seen too edge-on to judge. */
const oneEyeYawDeg = 20;

export const eyesClosed = personCheck({
  id: "eyes-closed",
  advice: {
    zh: "请自然睁开双眼平视镜头，再拍一张",
    en: "Open both eyes naturally, look at the lens, and take it again",
  },
  measure: (subject) => {
    const right = opening(subject, lidPairs.right, landmark.rightEyeOuter, landmark.rightEyeInner);
    const left = opening(subject, lidPairs.left, landmark.leftEyeInner, landmark.leftEyeOuter);
    const seen = [
      ...(underHair(subject, outline.rightEye) ? [] : [right]),
      ...(underHair(subject, outline.leftEye) ? [] : [left]),
    ];
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

/** An eye under hair cannot be judged; `hair-over-eyes` tells it. */
function underHair(subject: PersonSubject, eye: readonly number[]): boolean {
  return classShares(subject.classes, insideOutline(subject, eye, 1.3, 0.03)).share(personClass.hair) >= hiddenShare;
}

function opening(
  { points }: PersonSubject,
  lids: readonly (readonly [number, number])[],
  corner: number,
  otherCorner: number,
): number {
  const heights = lids.map(([upper, lower]) => distance(points[upper]!, points[lower]!));
  const height = heights.reduce((sum, h) => sum + h, 0) / heights.length;
  return height / distance(points[corner]!, points[otherCorner]!);
}
