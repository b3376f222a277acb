/** Sums over blocks of pixels and over the blocks around them: local means at little cost. */
import { clamp } from "./statistics.ts";

export const blockPx = 8;

export interface BlockGrid {
  readonly columns: number;
  readonly rows: number;
}

export const gridOf = (width: number, height: number): BlockGrid => ({
  columns: Math.ceil(width / blockPx),
  rows: Math.ceil(height / blockPx),
});

/** Red, green, blue and count. */
export const blockChannels = 4;

/** Per block the sums of `lightOf` each sample and the count, over the pixels that `counts`. */
export function sumBlocks(
  width: number,
  height: number,
  counts: (i: number) => boolean,
  lightOf: (sample: number) => number,
): Float32Array {
  const { columns, rows } = gridOf(width, height);
  const sums = new Float32Array(columns * rows * blockChannels);
  for (let y = 0, i = 0; y < height; y++) {
    const line = ((y / blockPx) | 0) * columns;
    for (let x = 0; x < width; x++, i++) {
      if (!counts(i)) continue;
      const at = blockChannels * (line + ((x / blockPx) | 0));
      sums[at]! += lightOf(3 * i);
      sums[at + 1]! += lightOf(3 * i + 1);
      sums[at + 2]! += lightOf(3 * i + 2);
      sums[at + 3]!++;
    }
  }
  return sums;
}

/** Sums over the square of blocks up to `reach` away: along rows, then along columns. */
export function sumOfNeighbours(sums: Float32Array, { columns, rows }: BlockGrid, reach: number): Float32Array {
  const pass = (from: Float32Array, step: number, count: number, lines: number, lineStep: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let k = 0; k < count; k++) {
        const at = (line * lineStep + k * step) * blockChannels;
        for (let n = Math.max(0, k - reach); n <= Math.min(count - 1, k + reach); n++) {
          const near = (line * lineStep + n * step) * blockChannels;
          for (let c = 0; c < blockChannels; c++) to[at + c]! += from[near + c]!;
        }
      }
    }
    return to;
  };
  return pass(pass(sums, 1, columns, rows, columns), columns, rows, columns, 1);
}

/** Bilinear between the centres of the blocks, so that no block shows. */
export function betweenBlocks(values: Float32Array, { columns, rows }: BlockGrid, x: number, y: number): number {
  const u = clamp((x + 0.5) / blockPx - 0.5, 0, columns - 1);
  const v = clamp((y + 0.5) / blockPx - 0.5, 0, rows - 1);
  const left = u | 0;
  const top = v | 0;
  const right = Math.min(columns - 1, left + 1);
  const upper = top * columns;
  const lower = Math.min(rows - 1, top + 1) * columns;
  const above = values[upper + left]! + (values[upper + right]! - values[upper + left]!) * (u - left);
  const below = values[lower + left]! + (values[lower + right]! - values[lower + left]!) * (u - left);
  return above + (below - above) * (v - top);
}
