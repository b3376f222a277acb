/** Wall that the cut-out kept: drawn pixels in which the person network sees no person, in patches wider than a strand. */
import { nearTo } from "../maths/near-to.ts";

/** Alpha above which a pixel of the wall is visible. */
const minDrawnAlpha = 0.2;
/** The network's probability of person below which a pixel is wall. */
const minPersonProbability = 0.3;
/** Half the width of the narrowest patch. Strands that the network does not count as person are narrower. */
const patchReachPx = 4;

/** Returns the indexes of the remaining wall's pixels. `personProbability` is the network's, before matting. */
export function findRemainingWall(
  alpha: Float32Array,
  personProbability: Float32Array,
  width: number,
): number[] {
  const notWall = Uint8Array.from(alpha, (a, i) =>
    a > minDrawnAlpha && personProbability[i]! < minPersonProbability ? 0 : 1,
  );
  const cores = nearTo(notWall, patchReachPx, width).map((near) => 1 - near);
  const patches = nearTo(cores, patchReachPx, width);
  const indexes: number[] = [];
  for (let i = 0; i < patches.length; i++) if (patches[i] === 1) indexes.push(i);
  return indexes;
}
