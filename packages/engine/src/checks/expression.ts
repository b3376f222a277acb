/** Eyes and mouth. */
import { limitsOf, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { distance } from "../maths/plane.ts";
import { mean } from "../maths/statistics.ts";
import { irisRings, lidMiddles, outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import type { Mouth, PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Turn of the head beyond which the far eye is too foreshortened to judge. */
const oneEyeYawDeg = 20;

/**
 * Open eyes. The gap of the lids is measured against the width of the iris, which is 11.7 mm in all people and so the
 * same for narrow and round eyes.
 */
export const eyesClosed = personCheck({
  id: "eyes-closed",
  measure: (subject) => {
    const irisPx = mean(irisRings.map((ring) => irisDiameter(subject, ring)));
    const seen = [outline.rightEye, outline.leftEye].flatMap((eye, side) => {
      const [upper, lower] = lidMiddles[side]!;
      return underHair(subject, eye)
        ? []
        : distance(subject.points[upper]!, subject.points[lower]!) / irisPx;
    });
    if (seen.length === 0)
      return { value: null, why: { zh: "头发遮住了双眼", en: "hair covers both eyes" } };
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

/** Returns true for an eye under hair, which cannot be judged. `hair-over-eyes` reports it. */
function underHair(subject: PersonSubject, eye: readonly number[]): boolean {
  return (
    classShares(subject.classes, insideOutline(subject, eye, 1.3, 0.03)).share(personClass.hair) >=
    hiddenShare
  );
}

/** Returns the mean of the iris's width and height. */
function irisDiameter(
  { points }: PersonSubject,
  [right, top, left, bottom]: (typeof irisRings)[number],
): number {
  return (distance(points[right]!, points[left]!) + distance(points[top]!, points[bottom]!)) / 2;
}

/** Turn of the head beyond which the far corner of the mouth is hidden and the gap cannot be measured. */
const seenFromTheSideDeg = 40;

const coveredMouth = { value: null, why: { zh: "嘴被遮住", en: "the mouth is covered" } } as const;

/** Closed lips. A mouth that is open in a smile is reported by `smile-teeth`. */
export const mouthOpen = personCheck({
  id: "mouth-open",
  measure: (subject) => {
    const { mouth, headPose } = subject;
    if (mouth.covered) return coveredMouth;
    if (Math.abs(headPose.yawDeg) > seenFromTheSideDeg) {
      return { value: null, why: { zh: "脸侧得太多", en: "the face is turned too far" } };
    }
    if (isTeethSmile(mouth, subject.spec)) return { value: 0 };
    return {
      value: mouth.gap,
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.innerLips) }],
    };
  },
});

/** Width of a smile. A narrower mouth with teeth is only open. */
const smileWidth = 0.37;
const partedGap = 0.08;
/** Gap of a dropped jaw, which is an open mouth, whatever is visible in it. */
const droppedGap = 0.4;
/** Gap below which apparent teeth may be a highlight on the lips. */
const openGap = 0.125;

const isTeethSmile = ({ gap, width, teethArea }: Mouth, spec: PhotoSpec): boolean =>
  gap >= partedGap &&
  gap <= droppedGap &&
  width >= smileWidth &&
  teethArea >= (limitsOf("smile-teeth", spec).warn?.max ?? 1);

/** Teeth in a smile. */
export const smileTeeth = personCheck({
  id: "smile-teeth",
  measure: (subject) => {
    const { mouth } = subject;
    if (mouth.covered) return coveredMouth;
    return {
      value: isTeethSmile(mouth, subject.spec) ? mouth.teethArea : 0,
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.innerLips) }],
      ...(mouth.gap < openGap ? { atMost: "warn" } : {}),
    };
  },
});
