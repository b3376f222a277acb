/** Closed lips. A mouth that is open in a smile is reported by `smile-teeth`. */
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";
import { isTeethSmile } from "./smile-teeth.ts";

/** Beyond this turn the far corner of the mouth is hidden and the gap cannot be measured. */
const seenFromTheSideDeg = 40;

export const mouthOpen = personCheck({
  id: "mouth-open",
  measure: (subject) => {
    const { mouth, headPose } = subject;
    if (mouth.covered || Math.abs(headPose.yawDeg) > seenFromTheSideDeg) return { value: null };
    if (isTeethSmile(mouth, subject.spec)) return { value: 0 };
    return { value: mouth.gap, shapes: [{ kind: "outline", points: meshPoints(subject, outline.innerLips) }] };
  },
});
