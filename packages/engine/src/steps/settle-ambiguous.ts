/** Where person and wall look alike, no colour tells them apart: there the network's own outline decides, with a crisp edge. */
import { betweenBlocks, blockChannels, codeItself, gridOf, sumBlocks, sumOfNeighbours } from "../maths/blocks.ts";
import { clamp } from "../maths/statistics.ts";
import { atLeast, atMost } from "../maths/threshold.ts";
import type { Raster } from "../ports.ts";

/** Local colours are those of the blocks up to this many away. */
const reachBlocks = 4;
const sureWall = 0.05;
const surePerson = 0.95;
/** Difference of the local mean colours, in codes, below which colour says nothing and above which it says all. */
const alikeCode = 12;
const unlikeCode = 40;
/** Width of the edge drawn where the outline decides. */
const edgePx = 3;

/** `coarse`: the network's alpha that `alpha` was refined from. */
export function settleAmbiguous(alpha: Float32Array, coarse: Float32Array, photo: Raster): Float32Array {
  const { width, height } = photo;
  const grid = gridOf(width, height);
  const difference = localDifference(alpha, photo);
  const settled = Float32Array.from(alpha);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const a = alpha[i]!;
      if (a <= 0 || a >= 1) continue;
      const share = clamp((betweenBlocks(difference, grid, x, y) - alikeCode) / (unlikeCode - alikeCode), 0, 1);
      if (share < 1) settled[i] = share * a + (1 - share) * outlineAt(coarse, i, width);
    }
  }
  return settled;
}

/** The coarse alpha's edge drawn `edgePx` wide: its distance to one half, by its own slope. */
function outlineAt(coarse: Float32Array, i: number, width: number): number {
  const slope = Math.hypot(coarse[i + 1]! - coarse[i - 1]!, coarse[i + width]! - coarse[i - width]!) / 2;
  return clamp(0.5 + (coarse[i]! - 0.5) / (edgePx * Math.max(slope, leastSlope)), 0, 1);
}

const leastSlope = 0.004;

/** Per block: difference between the mean colour of sure person and of sure wall around it; 255 where one is missing. */
function localDifference(alpha: Float32Array, photo: Raster): Float32Array {
  const grid = gridOf(photo.width, photo.height);
  const person = sumOfNeighbours(sumBlocks(photo, codeItself, atLeast(alpha, surePerson), 1), grid, reachBlocks);
  const wall = sumOfNeighbours(sumBlocks(photo, codeItself, atMost(alpha, sureWall), 1), grid, reachBlocks);
  const difference = new Float32Array(grid.columns * grid.rows).fill(255);
  for (let block = 0; block < difference.length; block++) {
    const at = block * blockChannels;
    const persons = person[at + 3]!;
    const walls = wall[at + 3]!;
    if (persons === 0 || walls === 0) continue;
    let sum = 0;
    for (let c = 0; c < 3; c++) sum += (person[at + c]! / persons - wall[at + c]! / walls) ** 2;
    difference[block] = Math.sqrt(sum / 3);
  }
  return difference;
}
