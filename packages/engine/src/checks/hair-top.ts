/** Position of the hair top in the finished photo. */
import { resultCheck } from "./check.ts";

export const hairTop = resultCheck({
  id: "hair-top",
  measure: ({ measured }) => ({
    value: measured?.hairTopPx ?? null,
    shapes: measured
      ? [
          {
            kind: "line",
            points: [
              { x: 0, y: measured.hairTopPx },
              { x: 2 * measured.faceCentreXPx, y: measured.hairTopPx },
            ],
          },
        ]
      : [],
  }),
});
