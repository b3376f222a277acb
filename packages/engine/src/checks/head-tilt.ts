/** Is the head upright? Tilt is measured and refused, never corrected. */
import type { Bilingual } from "@gradphoto/domain/photo-standard";
import { midpoint } from "../maths/plane.ts";
import { landmark } from "../models/landmarks.ts";
import { personCheck } from "./check.ts";

export const headTilt = personCheck({
  id: "head-tilt",
  advice: {
    zh: "请把头摆正，两眼保持水平，手机也拿正，再拍一张",
    en: "Hold head and phone upright, both eyes level, and take it again",
  },
  measure: ({ frame, points }) => {
    const value = Math.abs(frame.rollDeg);
    return {
      value,
      shapes: [
        {
          kind: "line",
          points: [
            midpoint(points[landmark.rightEyeOuter]!, points[landmark.rightEyeInner]!),
            midpoint(points[landmark.leftEyeInner]!, points[landmark.leftEyeOuter]!),
          ],
        },
      ],
      ...(value > onItsSideDeg ? { advice: turnThePhoto } : {}),
    };
  },
});

/** Nobody holds the head like this: the whole picture lies on its side. */
const onItsSideDeg = 45;

const turnThePhoto: Bilingual = {
  zh: "照片是横着或倒着的：请先转正再上传",
  en: "The photo lies on its side or upside down: turn it upright and upload it again",
};
