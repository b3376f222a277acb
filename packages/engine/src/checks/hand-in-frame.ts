/** Are the hands out of the finished photo? */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import type { FoundHand } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** A hand less sure is none; the network itself asks for one half, this keeps what is just below it to be seen. */
const leastPresence = 0.3;
/** A bare shoulder or sleeve that passes for a hand does so in one part of the picture alone. */
const sureViews = 2;

export const handInFrame = personCheck({
  id: "hand-in-frame",
  measure: ({ hands: looked, spec }) => {
    const hands = looked.filter(({ presence }) => presence >= leastPresence);
    const sure = mostPresence(hands.filter(({ views }) => views >= sureViews));
    const refuses = sure > (limitsOf("hand-in-frame", spec).fail?.max ?? 1);
    return {
      value: refuses ? sure : mostPresence(hands),
      shapes: hands.map(({ box: { left, top, width, height } }) => ({ kind: "box", x: left, y: top, width, height })),
      ...(refuses ? {} : { atMost: "warn" }),
    };
  },
});

const mostPresence = (hands: readonly FoundHand[]): number =>
  hands.reduce((most, { presence }) => Math.max(most, presence), 0);
