/** Opening of the mouth, and visible teeth. */
import { chromaOf } from "../maths/colour.ts";
import { distance } from "../maths/plane.ts";
import { mean } from "../maths/statistics.ts";
import { landmark, outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "./class-shares.ts";
import { labAt, labsAt } from "./lab-patch.ts";
import { insideOutline, meshPoints } from "./parts.ts";
import type { Mouth, PersonReading } from "./subject.ts";

const step = 0.012;
const skinPoints = [50, 205, 280, 425, landmark.noseTip];
const coveredShare = 0.5;

export function mouthOf(subject: PersonReading): Mouth {
  const { points } = subject;
  const between = (a: number, b: number): number => distance(points[a]!, points[b]!);
  const gap =
    between(landmark.upperLipInner, landmark.lowerLipInner) /
    between(landmark.rightMouthInner, landmark.leftMouthInner);
  const width = between(landmark.rightMouthCorner, landmark.leftMouthCorner) / subject.faceWidthPx;
  const skinL = mean(labsAt(subject.faceColours, meshPoints(subject, skinPoints)).map(({ l }) => l));
  const teeth = insideOutline(subject, outline.innerLips, 1, step).filter((point) => {
    const lab = labAt(subject.faceColours, point);
    return lab !== null && lab.l > 0.72 * skinL && lab.a < 14 && chromaOf(lab) < 28;
  });
  const over = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
  const covered =
    over.share(personClass.clothes) + over.share(personClass.other) >= coveredShare ||
    over.share(personClass.bodySkin) >= coveredShare;
  return { gap, width, teethArea: teeth.length * step * step, covered };
}
