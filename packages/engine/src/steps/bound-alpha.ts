/**
 * Alpha that the photo itself rules out is raised: what is seen is alpha × person + (1 − alpha) × wall in linear light,
 * and a person gives off no negative light, so alpha is at least 1 − seen / wall in every channel.
 */
import { betweenBlocks, blockChannels, gridOf, sumBlocks, sumOfNeighbours } from "../maths/blocks.ts";
import { codeOfLinear, linearOfCode } from "../maths/colour.ts";
import type { CutPerson } from "../subject/subject.ts";

/** The wall's light is the mean of what is surely wall in the blocks up to this many away. */
const reachBlocks = 3;
const fewestPixels = 30;
/** Haze below this is no person and is not to be raised into one. */
const leastAlpha = 0.05;
/** Above this an edge is opaque: three in a hundred of wall show as a rim in dark hair. */
const opaque = 0.965;

export function boundAlpha({ photo, alpha, foreground }: CutPerson): CutPerson {
  const { width, height, data } = photo;
  const grid = gridOf(width, height);
  const walls = wallLight(alpha, data, width, height);
  const raised = Float32Array.from(alpha);
  const colours = Uint8ClampedArray.from(foreground);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (a <= leastAlpha || a >= 1) continue;
    const y = (i / width) | 0;
    const wall = walls.map((channel) => betweenBlocks(channel, grid, i - y * width, y));
    let least = 0;
    for (let c = 0; c < 3; c++) {
      if (wall[c]! > 0) least = Math.max(least, 1 - linearOfCode[data[3 * i + c]!]! / wall[c]!);
    }
    const bounded = Math.max(a, least);
    raised[i] = bounded > opaque ? 1 : bounded;
    if (least <= a) continue;
    for (let c = 0; c < 3; c++) {
      const light = (linearOfCode[data[3 * i + c]!]! - (1 - bounded) * wall[c]!) / bounded;
      colours[3 * i + c] = codeOfLinear(Math.max(0, light));
    }
  }
  return { photo, alpha: raised, foreground: colours };
}

/** Per channel and block: mean linear light of the wall around, 0 where hardly any shows. */
function wallLight(alpha: Float32Array, data: Uint8Array, width: number, height: number): Float32Array[] {
  const grid = gridOf(width, height);
  const sums = sumOfNeighbours(
    sumBlocks(
      width,
      height,
      (i) => alpha[i]! <= 0,
      (sample) => linearOfCode[data[sample]!]!,
    ),
    grid,
    reachBlocks,
  );
  return [0, 1, 2].map((c) =>
    Float32Array.from({ length: grid.columns * grid.rows }, (_, block) => {
      const count = sums[block * blockChannels + 3]!;
      return count < fewestPixels ? 0 : sums[block * blockChannels + c]! / count;
    }),
  );
}
