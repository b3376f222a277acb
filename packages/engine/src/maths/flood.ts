/** Flood fill on a pixel grid, over the four neighbours. */

/** Returns 1 for every pixel that is connected with the `seeds` through pixels that are 1 in `open`, else 0. */
export function floodFrom(seeds: Iterable<number>, open: Uint8Array, width: number): Uint8Array {
  const reached = new Uint8Array(open.length);
  const pending: number[] = [];
  for (const seed of seeds) {
    pending.push(seed);
    for (let i = pending.pop(); i !== undefined; i = pending.pop()) {
      if (open[i] === 0 || reached[i] !== 0) continue;
      const rowStart = i - (i % width);
      const from = fillRun(i, rowStart - 1, -1, open, reached);
      const to = fillRun(i + 1, rowStart + width, 1, open, reached);
      if (from >= width) noteRuns(from - width, to - width, open, reached, pending);
      if (to < open.length - width) noteRuns(from + width, to + width, open, reached, pending);
    }
  }
  return reached;
}

/** Fills from `i` up to `end`, exclusive, or the first closed pixel, and returns the last filled one. */
function fillRun(i: number, end: number, step: 1 | -1, open: Uint8Array, reached: Uint8Array): number {
  let at = i;
  for (; at !== end && open[at] !== 0; at += step) reached[at] = 1;
  return at - step;
}

/** Adds one pixel of every unfilled run between `from` and `to`, inclusive, to `pending`. */
function noteRuns(from: number, to: number, open: Uint8Array, reached: Uint8Array, pending: number[]): void {
  let inRun = false;
  for (let i = from; i <= to; i++) {
    const fillable = open[i] !== 0 && reached[i] === 0;
    if (fillable && !inRun) pending.push(i);
    inRun = fillable;
  }
}
