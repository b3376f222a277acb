/** Removes the solver's noise from a fine alpha: haze on the background, pinholes in the coat. */
import { nearTo } from "../maths/chessboard.ts";
import { atLeast } from "../maths/threshold.ts";

/** Alpha values this close to 0 or 1 are noise. */
const noise = 0.04;
/** A strand of hair reaches at least this alpha somewhere near; anything fainter and farther out is wall. */
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
