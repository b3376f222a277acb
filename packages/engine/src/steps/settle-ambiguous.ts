/** Where person and wall look alike, no colour tells them apart: there the network's own outline decides, with a crisp edge. */
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
  const columns = Math.ceil(width / blockPx);
  const rows = Math.ceil(height / blockPx);
  const difference = localDifference(alpha, width, data, columns, rows);
  const settled = Float32Array.from(alpha);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const a = alpha[i]!;
      if (a <= 0 || a >= 1) continue;
      const told = clamp((between(difference, columns, rows, x, y) - alikeCode) / (unlikeCode - alikeCode), 0, 1);
      if (told < 1) settled[i] = told * a + (1 - told) * outlineAt(coarse, i, width);
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

/** Bilinear between the centres of the blocks, so that no block shows in the edge. */
function between(blocks: Float32Array, columns: number, rows: number, x: number, y: number): number {
  const u = clamp((x + 0.5) / blockPx - 0.5, 0, columns - 1);
  const v = clamp((y + 0.5) / blockPx - 0.5, 0, rows - 1);
  const left = u | 0;
  const top = v | 0;
  const right = Math.min(columns - 1, left + 1);
  const upper = top * columns;
  const lower = Math.min(rows - 1, top + 1) * columns;
  const above = blocks[upper + left]! + (blocks[upper + right]! - blocks[upper + left]!) * (u - left);
  const below = blocks[lower + left]! + (blocks[lower + right]! - blocks[lower + left]!) * (u - left);
  return above + (below - above) * (v - top);
}

/** Red, green, blue and count. */
const channels = 4;

/** Per block: difference between the mean colour of sure person and of sure wall around it; 255 where one is missing. */
function localDifference(
  alpha: Float32Array,
  width: number,
  data: Uint8Array,
  columns: number,
  rows: number,
): Float32Array {
  const person = new Float32Array(columns * rows * channels);
  const wall = new Float32Array(columns * rows * channels);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (a > sureWall && a < surePerson) continue;
    const y = (i / width) | 0;
    const at = channels * (((y / blockPx) | 0) * columns + (((i - y * width) / blockPx) | 0));
    const sums = a >= surePerson ? person : wall;
    for (let c = 0; c < 3; c++) sums[at + c]! += data[3 * i + c]!;
    sums[at + 3]!++;
  }
  const nearPerson = sumOfNeighbours(person, columns, rows);
  const nearWall = sumOfNeighbours(wall, columns, rows);
  return Float32Array.from({ length: columns * rows }, (_, block) => {
    const at = block * channels;
    const persons = nearPerson[at + 3]!;
    const walls = nearWall[at + 3]!;
    if (persons === 0 || walls === 0) return 255;
    let sum = 0;
    for (let c = 0; c < 3; c++) sum += (nearPerson[at + c]! / persons - nearWall[at + c]! / walls) ** 2;
    return Math.sqrt(sum / 3);
  });
}

/** Sums over the square of blocks up to `reachBlocks` away: along rows, then along columns. */
function sumOfNeighbours(sums: Float32Array, columns: number, rows: number): Float32Array {
  const pass = (from: Float32Array, step: number, count: number, lines: number, lineStep: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let k = 0; k < count; k++) {
        const at = (line * lineStep + k * step) * channels;
        for (let n = Math.max(0, k - reachBlocks); n <= Math.min(count - 1, k + reachBlocks); n++) {
          const near = (line * lineStep + n * step) * channels;
          for (let c = 0; c < channels; c++) to[at + c]! += from[near + c]!;
        }
      }
    }
    return to;
  };
  return pass(pass(sums, 1, columns, rows, columns), columns, rows, columns, 1);
}
