/** Colour photo, not black and white. */
import { percentile } from "../maths/statistics.ts";
import { pictureCheck } from "./check.ts";

export const grayscale = pictureCheck({
  id: "grayscale",
  measure: ({ overview: { a, b } }) => ({
    value: percentile(chromas(a, b), 0.95),
  }),
});

function chromas(a: Float32Array, b: Float32Array): Float32Array {
  const chroma = new Float32Array(a.length);
  for (let i = 0; i < chroma.length; i++) chroma[i] = Math.hypot(a[i]!, b[i]!);
  return chroma;
}
