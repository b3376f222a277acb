/** Sums over blocks of pixels and their neighbourhoods, a fast way to compute local means. */
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

/** Number of sums per block: red, green, blue and count. */
export const blockChannels = 4;

/** Identity table, for sums of codes. */
export const identityTable: Float32Array = Float32Array.from({ length: 256 }, (_, code) => code);

/**
 * Sums per block: `lightOfCode` of red, green and blue, and the number of pixels, over the pixels whose `mask` is
 * `countedValue`.
 */
export function sumBlocks(
  { width, height, data }: Raster,
  lightOfCode: Float32Array,
  mask: Uint8Array,
  countedValue: 0 | 1,
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
        if (mask[i] !== countedValue) continue;
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

/** Sums each block with its neighbours up to `reach` blocks away: along rows, then along columns. */
export function sumNeighbours(
  sums: Float32Array,
  { columns, rows }: BlockGrid,
  reach: number,
): Float32Array {
  const alongRows = sumAlong(
    sums,
    { step: 1, count: columns, lines: rows, lineStep: columns },
    reach,
  );
  return sumAlong(alongRows, { step: columns, count: rows, lines: columns, lineStep: 1 }, reach);
}

interface BlockLines {
  /** Distance in blocks from one block of a line to the next, and from one line to the next. */
  readonly step: number;
  readonly lineStep: number;
  readonly count: number;
  readonly lines: number;
}

function sumAlong(
  from: Float32Array,
  { step, count, lines, lineStep }: BlockLines,
  reach: number,
): Float32Array {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line++) {
    for (let block = 0; block < count; block++) {
      const at = (line * lineStep + block * step) * blockChannels;
      const last = Math.min(count - 1, block + reach);
      for (let neighbour = Math.max(0, block - reach); neighbour <= last; neighbour++) {
        const neighbourAt = (line * lineStep + neighbour * step) * blockChannels;
        to[at]! += from[neighbourAt]!;
        to[at + 1]! += from[neighbourAt + 1]!;
        to[at + 2]! += from[neighbourAt + 2]!;
        to[at + 3]! += from[neighbourAt + 3]!;
      }
    }
  }
  return to;
}

/** Interpolates bilinearly between the centres of the blocks, so that block edges are invisible. */
export function interpolateBlocks(
  values: Float32Array,
  { columns, rows }: BlockGrid,
  x: number,
  y: number,
): number {
  const u = clamp((x + 0.5) / blockPx - 0.5, 0, columns - 1);
  const v = clamp((y + 0.5) / blockPx - 0.5, 0, rows - 1);
  const left = u | 0;
  const top = v | 0;
  const right = Math.min(columns - 1, left + 1);
  const upper = top * columns;
  const lower = Math.min(rows - 1, top + 1) * columns;
  const above =
    values[upper + left]! + (values[upper + right]! - values[upper + left]!) * (u - left);
  const below =
    values[lower + left]! + (values[lower + right]! - values[lower + left]!) * (u - left);
  return above + (below - above) * (v - top);
}
