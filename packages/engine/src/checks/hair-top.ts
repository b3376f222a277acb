/** Is the hair top at its place in the finished photo? */
import { resultCheck } from "./check.ts";

export const hairTop = resultCheck({
  id: "hair-top",
  advice: {
    zh: "请把头发梳平、不要扎高，让头发和双肩都在画面里，再拍一张",
    en: "Flatten the hair, no high bun, hair and shoulders in the picture, and take it again",
  },
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
