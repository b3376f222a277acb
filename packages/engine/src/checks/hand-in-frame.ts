/** Are the hands out of the finished photo? */
import { personCheck } from "./check.ts";

/** A hand this unsure is not shown. */
const shownPresence = 0.3;

export const handInFrame = personCheck({
  id: "hand-in-frame",
  advice: {
    zh: "请把手自然放下，不要托脸或碰头，再拍一张",
    en: "Let the hands hang down, away from face and head, and take it again",
  },
  measure: ({ hands }) => ({
    value: hands.reduce((most, { presence }) => Math.max(most, presence), 0),
    shapes: hands
      .filter(({ presence }) => presence >= shownPresence)
      .map(({ box: { left, top, width, height } }) => ({ kind: "box", x: left, y: top, width, height })),
  }),
});
