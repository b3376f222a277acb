/** Teeth in a smile. */
import { limitsOf, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import type { Mouth } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** A wide mouth is a smile; a narrow one with teeth is only open. */
const smileWidth = 0.37;
const partedGap = 0.08;
/** A jaw dropped this far is an open mouth, whatever is visible in it. */
const droppedGap = 0.4;
/** Below this gap, apparent teeth may be a highlight on the lips. */
const openGap = 0.125;

export const isTeethSmile = ({ gap, width, teethArea }: Mouth, spec: PhotoSpec): boolean =>
  gap >= partedGap &&
  gap <= droppedGap &&
  width >= smileWidth &&
  teethArea >= (limitsOf("smile-teeth", spec).warn?.max ?? 1);

export const smileTeeth = personCheck({
  id: "smile-teeth",
  measure: (subject) => {
    const { mouth } = subject;
    if (mouth.covered) return { value: null };
    return {
      value: isTeethSmile(mouth, subject.spec) ? mouth.teethArea : 0,
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.innerLips) }],
      ...(mouth.gap < openGap ? { atMost: "warn" } : {}),
    };
  },
});
