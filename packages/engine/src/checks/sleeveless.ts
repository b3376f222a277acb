/** Do the clothes cover the shoulders? */
import { bodyPoint } from "../models/body-pose.ts";
import { landmark } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { faceGrid, toFace } from "../subject/face-frame.ts";
import { chinV } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

export const sleeveless = personCheck({
  id: "sleeveless",
  advice: {
    zh: "请换上有领、有袖的单色正装，再拍一张",
    en: "Put on plain formal clothes with collar and sleeves, and take it again",
  },
  measure: (subject) => {
    const { body } = subject;
    if (!body) return { value: null };
    const shoulders = [body.points[bodyPoint.rightShoulder]!, body.points[bodyPoint.leftShoulder]!];
    const bare = Math.min(...shoulders.map((shoulder) => bareShare(subject, shoulder)));
    return { value: Math.max(bare, lateralBareness(subject)), shapes: [{ kind: "points", points: shoulders }] };
  },
});

const discRadius = Math.sqrt(0.2);

/** Skin over skin and clothes in a disc a little below the shoulder landmark; 0 when it is out of the picture. */
function bareShare({ frame, classes }: PersonSubject, shoulder: { x: number; y: number }): number {
  const points = [];
  for (let x = -0.35; x <= 0.35; x += 0.05) {
    for (let y = -0.15; y <= 0.45; y += 0.05) {
      if (Math.hypot(x, y) < discRadius)
        points.push({ x: shoulder.x + x * frame.iodPx, y: shoulder.y + y * frame.iodPx });
    }
  }
  const shares = classShares(classes, points);
  if (shares.count <= 30) return 0;
  const skin = shares.share(personClass.bodySkin);
  return skin / (skin + shares.share(personClass.clothes) + 0.05);
}

const step = 0.06;
/** Least skin under the chin, in square eye distances, for bare shoulders; a low collar shows less. */
const leastSkinArea = 1;
/** Skin beside the neck can warn but not refuse. */
const lateralCeiling = 0.49;

function lateralBareness(subject: PersonSubject): number {
  const { frame, points, classes } = subject;
  const chin = chinV(subject);
  const right = toFace(frame, points[landmark.rightCheek]!).u;
  const left = toFace(frame, points[landmark.leftCheek]!).u;
  const band = faceGrid(frame, { u0: -2.6, u1: 2.6, v0: chin + 0.3, v1: chin + 1.9 }, step);
  const lateral = classShares(
    classes,
    band.filter((point) => {
      const { u } = toFace(frame, point);
      return u < right || u > left;
    }),
  );
  const skin = lateral.sum(personClass.bodySkin);
  const below = classShares(classes, faceGrid(frame, { u0: -2.4, u1: 2.4, v0: chin + 0.3, v1: 4 }, step));
  if (below.sum(personClass.bodySkin) * step * step < leastSkinArea) return 0;
  return Math.min(lateralCeiling, skin / (skin + lateral.sum(personClass.clothes) + 1));
}
