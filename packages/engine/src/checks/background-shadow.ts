/** Shadow of the person on the wall. */
import { personCheck } from "./check.ts";

/** Limits of a plain wall: only there does a difference in brightness mean a shadow. */
const plain = { edges: 0.02, clutter: 10 };
const gradedSpread = 9;

export const backgroundShadow = personCheck({
  id: "background-shadow",
  measure: ({ wall }) => {
    if (!wall) return { value: null };
    const isPlain = wall.edges < plain.edges && wall.clutter < plain.clutter;
    return { value: isPlain && wall.spreadL >= gradedSpread ? wall.halves : 0 };
  },
});
