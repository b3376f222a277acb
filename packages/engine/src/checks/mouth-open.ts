/** Are the lips closed? A mouth open in a smile is told by `smile-teeth`. */
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";
import { isTeethSmile } from "./smile-teeth.ts";

/** Beyond this turn the far corner of the mouth is hidden and the gap cannot be measured. */
const seenFromTheSideDeg = 40;

export const mouthOpen = personCheck({
  id: "mouth-open",
  title: { zh: "嘴唇没有闭合", en: "Lips not closed" },
  quantity: { zh: "嘴唇张开的高宽比", en: "Gap of the lips, height to width" },
  advice: { zh: "请自然闭合嘴唇，再拍一张", en: "Close the lips naturally and take it again" },
  unit: "ratio",
  limits: { warn: { max: 0.09 }, fail: { max: 0.125 } },
  measure: (subject) => {
    const { mouth, headPose } = subject;
    if (mouth.covered || Math.abs(headPose.yawDeg) > seenFromTheSideDeg) return { value: null };
    if (isTeethSmile(mouth)) return { value: 0 };
    return { value: mouth.gap, shapes: [{ kind: "outline", points: meshPoints(subject, outline.innerLips) }] };
  },
});
