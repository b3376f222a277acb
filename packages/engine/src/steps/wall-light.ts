/** Measures the wall around each block of the photo: its light, and whether it is plain. */
import {
  type BlockGrid,
  blockChannels,
  blockPx,
  gridOf,
  sumBlocks,
  sumNeighbours,
} from "../maths/blocks.ts";
import { linearOfCode } from "../maths/colour.ts";
import { clamp } from "../maths/statistics.ts";
import { atMost } from "../maths/threshold.ts";
import type { Raster } from "../ports.ts";

/** Distance in blocks up to which certain wall pixels give the wall's mean light. */
const reachBlocks = 3;
const minPixels = 30;
/**
 * Variation of those blocks as a share of their mean: of a plain wall with a shadow, and of one whose mean does not
 * apply to a single pixel.
 */
const plainShare = 0.15;
const busyShare = 0.3;
/** Variation of the lighter pixels of a wall up to which it is smooth. */
const smoothShare = 0.04;
/** The same of a wall with a grain, such as wood, in front of which nothing is ruled out. */
const grainyShare = 0.16;
/**
 * Minimum light of a wall, about code 13. In front of a darker wall, a pixel's noise would decide, so nothing is ruled
 * out.
 */
export const minLight = 0.004;
/** Light of the wall around each block. */
interface WallLight {
  /** For each channel the mean linear light; 0 where hardly any wall is visible or its light varies. */
  readonly light: readonly [Float32Array, Float32Array, Float32Array];
  /** 1 where the wall is plain, 0 where it is busy or hardly visible. */
  readonly plainness: Float32Array;
}

/** Returns the light of the wall, which is where `alpha` is 0. */
export function wallLight(alpha: Float32Array, photo: Raster): WallLight {
  const grid = gridOf(photo.width, photo.height);
  const blocks = grid.columns * grid.rows;
  const own = sumBlocks(photo, linearOfCode, atMost(alpha, 0), 1);
  const sums = sumNeighbours(own, grid, reachBlocks);
  const squares = sumNeighbours(squaresOfMeans(own), grid, reachBlocks);
  const grain = leastGrain(grainShares(own, photo), grid);
  const plainness = new Float32Array(blocks);
  const light = [
    new Float32Array(blocks),
    new Float32Array(blocks),
    new Float32Array(blocks),
  ] as const;
  for (let at = 0; at < sums.length; at += blockChannels) {
    const count = sums[at + 3]!;
    if (count < minPixels) continue;
    const busy = Math.max(
      excess(deviationShare(sums, squares, at), plainShare, busyShare),
      excess(grain[at / blockChannels]!, smoothShare, grainyShare),
    );
    plainness[at / blockChannels] = 1 - busy;
    for (let c = 0; c < 3; c++)
      light[c]![at / blockChannels] = (1 - busy) * (sums[at + c]! / count);
  }
  return { light, plainness };
}

const excess = (value: number, from: number, to: number): number =>
  clamp((value - from) / (to - from), 0, 1);

/** Returns the variation of the blocks' means as a share of their mean, in the channel with the largest variation. */
function deviationShare(sums: Float32Array, squares: Float32Array, at: number): number {
  const count = sums[at + 3]!;
  let most = 0;
  for (let c = 0; c < 3; c++) {
    const mean = sums[at + c]! / count;
    if (mean <= minLight) continue;
    most = Math.max(most, Math.sqrt(Math.max(0, squares[at + c]! / count - mean ** 2)) / mean);
  }
  return most;
}

/**
 * Returns for each block and channel the square of its mean, weighted by its pixels. Noise and thin strands average
 * out.
 */
function squaresOfMeans(sums: Float32Array): Float32Array {
  const squares = new Float32Array(sums.length);
  for (let at = 0; at < sums.length; at += blockChannels) {
    const count = sums[at + 3]!;
    for (let c = 0; c < 3 && count > 0; c++) squares[at + c] = sums[at + c]! ** 2 / count;
    squares[at + 3] = count;
  }
  return squares;
}

/**
 * Returns for each block the variation of its wall's green light as a share of the mean, from the lighter pixels, which
 * no strand has darkened; infinite where the block is not all wall.
 */
function grainShares(sums: Float32Array, { width, data }: Raster): Float32Array {
  const columns = Math.ceil(width / blockPx);
  const shares = new Float32Array(sums.length / blockChannels).fill(Number.POSITIVE_INFINITY);
  for (let block = 0; block < shares.length; block++) {
    if (sums[blockChannels * block + 3]! < blockPx ** 2) continue;
    const mean = sums[blockChannels * block + 1]! / blockPx ** 2;
    const start = blockPx * (((block / columns) | 0) * width + (block % columns));
    let squares = 0;
    for (let row = start; row < start + blockPx * width; row += width) {
      for (let i = row; i < row + blockPx; i++) {
        const above = linearOfCode[data[3 * i + 1]!]! - mean;
        if (above > 0) squares += above * above;
      }
    }
    shares[block] = Math.sqrt((2 * squares) / blockPx ** 2) / mean;
  }
  return shares;
}

/** Returns the least grain within reach: a wall with grain has it everywhere, a smooth one only behind strands. */
function leastGrain(shares: Float32Array, { columns, rows }: BlockGrid): Float32Array {
  const along = leastAlong(shares, 1, columns, columns, rows);
  return leastAlong(along, columns, rows, 1, columns).map((share) =>
    Number.isFinite(share) ? share : 0,
  );
}

/** `step` and `lineStep`: distance in blocks to the next block of a line, and to the next line. */
function leastAlong(
  shares: Float32Array,
  step: number,
  count: number,
  lineStep: number,
  lines: number,
): Float32Array {
  const least = new Float32Array(shares.length);
  for (let line = 0; line < lines; line++)
    for (let block = 0; block < count; block++) {
      let smallest = Number.POSITIVE_INFINITY;
      for (
        let k = Math.max(0, block - reachBlocks);
        k <= Math.min(count - 1, block + reachBlocks);
        k++
      )
        smallest = Math.min(smallest, shares[line * lineStep + k * step]!);
      least[line * lineStep + block * step] = smallest;
    }
  return least;
}
