/** Is the head upright? Tilt is measured and refused, never corrected. */
import { midpoint } from "../maths/plane.ts";
import { landmark } from "../models/landmarks.ts";
import { personCheck } from "./check.ts";

export const headTilt = personCheck({
  id: "head-tilt",
  title: { zh: "头部歪斜", en: "Head tilted" },
  quantity: { zh: "两眼连线的倾斜角度", en: "Slope of the line between the eyes" },
  advice: {
    zh: "请把头摆正，两眼保持水平，手机也拿正，再拍一张",
    en: "Hold head and phone upright, both eyes level, and take it again",
  },
  unit: "deg",
  limits: { warn: { max: 6 }, fail: { max: 10 } },
  measure: ({ frame, points }) => ({
    value: Math.abs(frame.rollDeg),
    shapes: [
      {
        kind: "line",
        points: [
          midpoint(points[landmark.rightEyeOuter]!, points[landmark.rightEyeInner]!),
          midpoint(points[landmark.leftEyeInner]!, points[landmark.leftEyeOuter]!),
        ],
      },
    ],
  }),
});
