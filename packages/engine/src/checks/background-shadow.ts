/** Is the wall free of the person's shadow? */
import { personCheck } from "./check.ts";

/** A shadow falls on a plain wall and is seen as brightness alone. */
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
