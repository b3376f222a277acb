/** Takes the solver's noise out of a fine alpha: haze on the background, pinholes in the coat. */
import { nearTo } from "../maths/chessboard.ts";
import { atLeast } from "../maths/threshold.ts";

/** Alpha this near to 0 or 1 is noise. */
const noise = 0.04;
/** A strand of hair is at least this opaque somewhere near; fainter and farther out it is wall, not hair. */
const strandAlpha = 0.25;
const strandReachPx = 6;

export function clearNoise(alpha: Float32Array, width: number): Float32Array {
  const nearStrand = nearTo(atLeast(alpha, strandAlpha), strandReachPx, width);
  const clear = new Float32Array(alpha.length);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (nearStrand[i] === 0 || a <= noise) continue;
    clear[i] = a >= 1 - noise ? 1 : (a - noise) / (1 - 2 * noise);
  }
  return clear;
}
