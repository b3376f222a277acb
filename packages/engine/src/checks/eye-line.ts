/** Height of the eyes in the finished photo. */
import { resultCheck } from "./check.ts";

export const eyeLine = resultCheck({
  id: "eye-line",
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
