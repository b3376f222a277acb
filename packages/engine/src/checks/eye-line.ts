/** Are the eyes at their height in the finished photo? */
import { resultCheck } from "./check.ts";

export const eyeLine = resultCheck({
  id: "eye-line",
  title: { zh: "眼睛位置", en: "Eye line" },
  quantity: { zh: "眼睛距上边", en: "Eyes from the upper edge" },
  advice: {
    zh: "请把手机举到与眼睛同高，正对本人，再拍一张",
    en: "Hold the phone at eye height, straight in front, and take it again",
  },
  unit: "px",
  limits: ({ geometry }) => ({ fail: geometry.eyeLinePx }),
  measure: ({ measured }) => ({
    value: measured?.eyeLinePx ?? null,
    shapes: measured
      ? [
          {
            kind: "line",
            points: [
              { x: 0, y: measured.eyeLinePx },
              { x: 2 * measured.faceCentreXPx, y: measured.eyeLinePx },
            ],
          },
        ]
      : [],
  }),
});
