/** Is the face in the middle of the finished photo? */
import { resultCheck } from "./check.ts";

export const centring = resultCheck({
  id: "centring",
  advice: {
    zh: "请正对镜头站在画面中间，再拍一张",
    en: "Stand in the middle, straight to the lens, and take it again",
  },
  measure: ({ measured }) => ({
    value: measured?.faceCentreXPx ?? null,
    shapes: measured
      ? [
          {
            kind: "line",
            points: [
              { x: measured.faceCentreXPx, y: 0 },
              { x: measured.faceCentreXPx, y: measured.eyeLinePx },
            ],
          },
        ]
      : [],
  }),
});
