/** Are the eyes at their height in the finished photo? */
import { resultCheck } from "./check.ts";

export const eyeLine = resultCheck({
  id: "eye-line",
  advice: {
    zh: "请把手机举到与眼睛同高，正对本人，再拍一张",
    en: "Hold the phone at eye height, straight in front, and take it again",
  },
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
