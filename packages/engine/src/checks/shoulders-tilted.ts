/** Are the shoulders level? Two signals must agree: body landmarks alone are noisy. */
import { percentile } from "../maths/statistics.ts";
import { bodyPoint } from "../models/body-pose.ts";
import { landmark } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "../subject/class-shares.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Least slope of the body landmarks, same way round, for the outline's slope to count. */
const agreeingDeg = 2.5;

export const shouldersTilted = personCheck({
  id: "shoulders-tilted",
  advice: {
    zh: "请放松站直，让两肩一样高，再拍一张",
    en: "Stand relaxed and straight, both shoulders at one height, and take it again",
  },
  measure: (subject) => {
    const { body } = subject;
    const right = shoulderLine(subject, -1);
    const left = shoulderLine(subject, 1);
    if (!body || right === null || left === null) return { value: null };
    const outlineDeg = (Math.atan2(left.drop - right.drop, left.reach + right.reach) * 180) / Math.PI;
    const rightShoulder = body.points[bodyPoint.rightShoulder]!;
    const leftShoulder = body.points[bodyPoint.leftShoulder]!;
    const bodyDeg = (Math.atan2(leftShoulder.y - rightShoulder.y, leftShoulder.x - rightShoulder.x) * 180) / Math.PI;
    const agree = Math.abs(bodyDeg) >= agreeingDeg && bodyDeg * outlineDeg > 0;
    return {
      value: agree ? Math.abs(outlineDeg) : Math.min(Math.abs(outlineDeg), Math.abs(bodyDeg)),
      shapes: [{ kind: "line", points: [rightShoulder, leftShoulder] }],
    };
  },
});

/** Beside the chin, in eye distances. */
const columns = Array.from({ length: 9 }, (_, i) => 1.2 + 0.1 * i);
const fewestColumns = 6;

/** Median height at which clothes or skin begin on one side of the chin, below chin level; null when hardly any do. */
function shoulderLine({ points, frame, classes }: PersonSubject, side: -1 | 1): { drop: number; reach: number } | null {
  const chin = points[landmark.chin]!;
  const drops = columns.flatMap((u) => {
    const x = chin.x + side * u * frame.iodPx;
    for (let y = chin.y - 0.4 * frame.iodPx; y < classes.part.top + classes.part.height; y += 0.03 * frame.iodPx) {
      const cloth = classAt(classes, { x, y }, personClass.clothes);
      const skin = classAt(classes, { x, y }, personClass.bodySkin);
      if (cloth + skin > 0.55) return (y - chin.y) / frame.iodPx;
    }
    return [];
  });
  return drops.length >= fewestColumns ? { drop: percentile(drops, 0.5), reach: 1.6 } : null;
}
