/** Width of the face in the finished photo. */
import { resultCheck } from "./check.ts";

export const faceWidth = resultCheck({
  id: "face-width",
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
