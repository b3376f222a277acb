/** Horizontal position of the face in the finished photo. */
import { resultCheck } from "./check.ts";

export const centring = resultCheck({
  id: "centring",
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
