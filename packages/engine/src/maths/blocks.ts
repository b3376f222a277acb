/** Sums over blocks of pixels and their neighbourhoods: a fast way to compute local means. */
import type { Raster } from "../ports.ts";
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

/** Identity table, for sums of codes. */
export const codeItself: Float32Array = Float32Array.from({ length: 256 }, (_, code) => code);

/** Per block, the sums of `lightOfCode` of each sample and the count, over the pixels with 1 in the mask `counted`. */
export function sumBlocks(
  { width, height, data }: Raster,
  lightOfCode: Float32Array,
  mask: Uint8Array,
  counted: 0 | 1,
): Float32Array {
  const { columns, rows } = gridOf(width, height);
  const sums = new Float32Array(columns * rows * blockChannels);
  for (let y = 0; y < height; y++) {
    let at = blockChannels * columns * ((y / blockPx) | 0);
    for (let x = 0; x < width; x += blockPx, at += blockChannels) {
      const end = y * width + Math.min(width, x + blockPx);
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      for (let i = y * width + x; i < end; i++) {
        if (mask[i] !== counted) continue;
        red += lightOfCode[data[3 * i]!]!;
        green += lightOfCode[data[3 * i + 1]!]!;
        blue += lightOfCode[data[3 * i + 2]!]!;
        count++;
      }
      sums[at]! += red;
      sums[at + 1]! += green;
      sums[at + 2]! += blue;
      sums[at + 3]! += count;
    }
  }
  return sums;
}

/** Sums over the square of blocks up to `reach` away: along rows, then along columns. */
export function sumOfNeighbours(sums: Float32Array, { columns, rows }: BlockGrid, reach: number): Float32Array {
  const alongRows = sumAlong(sums, { step: 1, count: columns, lines: rows, lineStep: columns }, reach);
  return sumAlong(alongRows, { step: columns, count: rows, lines: columns, lineStep: 1 }, reach);
}

interface Lines {
  /** Distance in blocks from one block of a line to the next, and from one line to the next. */
  readonly step: number;
  readonly lineStep: number;
  readonly count: number;
  readonly lines: number;
}

function sumAlong(from: Float32Array, { step, count, lines, lineStep }: Lines, reach: number): Float32Array {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < count; k++) {
      const at = (line * lineStep + k * step) * blockChannels;
      const last = Math.min(count - 1, k + reach);
      for (let n = Math.max(0, k - reach); n <= last; n++) {
        const near = (line * lineStep + n * step) * blockChannels;
        to[at]! += from[near]!;
        to[at + 1]! += from[near + 1]!;
        to[at + 2]! += from[near + 2]!;
        to[at + 3]! += from[near + 3]!;
      }
    }
  }
  return to;
}

/** Bilinear between the centres of the blocks, so that block edges are invisible. */
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
