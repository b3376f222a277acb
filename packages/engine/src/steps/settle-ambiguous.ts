/** Where person and wall look alike, no colour tells them apart: there the network's own outline decides, with a crisp edge. */
import { distanceTo } from "../maths/chessboard.ts";
import { clamp } from "../maths/statistics.ts";
import type { Raster } from "../ports.ts";

/** Local colours are compared on blocks of this side, each with its neighbours up to `reachBlocks` away. */
const blockPx = 8;
const reachBlocks = 4;
const sureWall = 0.05;
const surePerson = 0.95;
/** Difference of the local mean colours, in codes, below which colour says nothing and above which it says all. */
const alikeCode = 12;
const unlikeCode = 40;
/** Width of the edge drawn where the outline decides. */
const edgePx = 3;

/** `coarse`: the network's alpha that `alpha` was refined from. */
export function settleAmbiguous(
  alpha: Float32Array,
  coarse: Float32Array,
  { width, height, data }: Raster,
): Float32Array {
  const difference = localDifference(alpha, width, height, data);
  const toPerson = distanceTo((i) => coarse[i]! >= 0.5, width, height);
  const toWall = distanceTo((i) => coarse[i]! < 0.5, width, height);
  return alpha.map((a, i) => {
    if (a <= 0 || a >= 1) return a;
    const unlike = between(difference, width, height, i % width, Math.floor(i / width));
    const told = clamp((unlike - alikeCode) / (unlikeCode - alikeCode), 0, 1);
    const outline = clamp(0.5 + (toWall[i]! - toPerson[i]!) / (2 * edgePx), 0, 1);
    return told * a + (1 - told) * outline;
  });
}

/** Bilinear between the centres of the blocks, so that no block shows in the edge. */
function between(blocks: Float32Array, width: number, height: number, x: number, y: number): number {
  const columns = Math.ceil(width / blockPx);
  const rows = Math.ceil(height / blockPx);
  const u = clamp((x + 0.5) / blockPx - 0.5, 0, columns - 1);
  const v = clamp((y + 0.5) / blockPx - 0.5, 0, rows - 1);
  const left = Math.floor(u);
  const top = Math.floor(v);
  const right = Math.min(columns - 1, left + 1);
  const bottom = Math.min(rows - 1, top + 1);
  const at = (column: number, row: number): number => blocks[row * columns + column]!;
  const above = at(left, top) + (at(right, top) - at(left, top)) * (u - left);
  const below = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (u - left);
  return above + (below - above) * (v - top);
}

/** Per block: difference between the mean colour of sure person and of sure wall around it; 255 where one is missing. */
function localDifference(alpha: Float32Array, width: number, height: number, data: Uint8Array): Float32Array {
  const columns = Math.ceil(width / blockPx);
  const rows = Math.ceil(height / blockPx);
  const person = sumsOf(alpha, width, height, data, (a) => a >= surePerson);
  const wall = sumsOf(alpha, width, height, data, (a) => a <= sureWall);
  const difference = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const near = (sums: Float32Array): readonly number[] | null => {
        const total = [0, 0, 0, 0];
        for (let y = Math.max(0, row - reachBlocks); y <= Math.min(rows - 1, row + reachBlocks); y++) {
          for (let x = Math.max(0, column - reachBlocks); x <= Math.min(columns - 1, column + reachBlocks); x++) {
            for (let c = 0; c < 4; c++) total[c]! += sums[4 * (y * columns + x) + c]!;
          }
        }
        const count = total[3]!;
        return count === 0 ? null : total.map((sum) => sum / count);
      };
      const a = near(person);
      const b = near(wall);
      difference[row * columns + column] =
        a && b ? Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!) / Math.sqrt(3) : 255;
    }
  }
  return difference;
}

/** Per block: sums of red, green, blue and count over the pixels whose alpha is as asked. */
function sumsOf(
  alpha: Float32Array,
  width: number,
  height: number,
  data: Uint8Array,
  counts: (alpha: number) => boolean,
): Float32Array {
  const columns = Math.ceil(width / blockPx);
  const sums = new Float32Array(columns * Math.ceil(height / blockPx) * 4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!counts(alpha[i]!)) continue;
      const at = 4 * (Math.floor(y / blockPx) * columns + Math.floor(x / blockPx));
      for (let c = 0; c < 3; c++) sums[at + c]! += data[3 * i + c]!;
      sums[at + 3]!++;
    }
  }
  return sums;
}
