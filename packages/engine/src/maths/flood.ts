/** Flood fill on a pixel grid, over the four neighbours. */

const open = 1;
/** Value of the pixels that a flood has reached. */
export const reached = 2;

/** Changes to `reached`, in place, every 1 in `mask` that is connected with the `seeds` through pixels of 1. */
export function floodFrom(seeds: Iterable<number>, mask: Uint8Array, width: number): void {
  const pending: number[] = [];
  for (const seed of seeds) {
    pending.push(seed);
    for (let i = pending.pop(); i !== undefined; i = pending.pop()) {
      if (mask[i] !== open) continue;
      const rowStart = i - (i % width);
      const from = fillRun(i, rowStart - 1, -1, mask);
      const to = fillRun(i + 1, rowStart + width, 1, mask);
      if (from >= width) noteRuns(from - width, to - width, mask, pending);
      if (to < mask.length - width) noteRuns(from + width, to + width, mask, pending);
    }
  }
}

/** Fills from `i` up to `end`, exclusive, or the first pixel that is not open, and returns the last filled one. */
function fillRun(i: number, end: number, step: 1 | -1, mask: Uint8Array): number {
  let at = i;
  for (; at !== end && mask[at] === open; at += step) mask[at] = reached;
  return at - step;
}

/** Adds one pixel of every open run between `from` and `to`, inclusive, to `pending`. */
function noteRuns(from: number, to: number, mask: Uint8Array, pending: number[]): void {
  let inRun = false;
  for (let i = from; i <= to; i++) {
    const isOpen = mask[i] === open;
    if (isOpen && !inRun) pending.push(i);
    inRun = isOpen;
  }
}
