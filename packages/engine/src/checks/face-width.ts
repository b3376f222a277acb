/** Is the face as wide as it should be in the finished photo? */
import { resultCheck } from "./check.ts";

export const faceWidth = resultCheck({
  id: "face-width",
  advice: {
    zh: "请走近或退后一些，拍到胸部的半身，再拍一张",
    en: "Step closer or back for a half-length photo to the chest, and take it again",
  },
  measure: ({ measured }) => ({
    value: measured?.faceWidthPx ?? null,
    shapes: measured
      ? [
          {
            kind: "line",
            points: [
              { x: measured.faceCentreXPx - measured.faceWidthPx / 2, y: measured.eyeLinePx },
              { x: measured.faceCentreXPx + measured.faceWidthPx / 2, y: measured.eyeLinePx },
            ],
          },
        ]
      : [],
  }),
});
