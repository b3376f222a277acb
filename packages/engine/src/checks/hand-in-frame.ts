/** Hands inside the finished photo. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import type { DetectedHand } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** A less certain hand is ignored. The network's own threshold is 0.5; this one includes hands just below it. */
const leastPresence = 0.3;
/** A bare shoulder or sleeve is mistaken for a hand in only one part of the picture. */
const sureViews = 2;

export const handInFrame = personCheck({
  id: "hand-in-frame",
  measure: ({ hands: detected, spec }) => {
    const hands = detected.filter(({ presence }) => presence >= leastPresence);
    const sure = mostPresence(hands.filter(({ views }) => views >= sureViews));
    const refuses = sure > (limitsOf("hand-in-frame", spec).fail?.max ?? 1);
    return {
      value: refuses ? sure : mostPresence(hands),
      shapes: hands.map(({ box: { left, top, width, height } }) => ({ kind: "box", x: left, y: top, width, height })),
      ...(refuses ? {} : { atMost: "warn" }),
    };
  },
});

const mostPresence = (hands: readonly DetectedHand[]): number =>
  hands.reduce((most, { presence }) => Math.max(most, presence), 0);
