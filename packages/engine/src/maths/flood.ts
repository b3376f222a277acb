/** Flood fill on a pixel grid, over the four neighbours. */

/** 1 for every pixel that can be reached from the `seeds` over pixels that are 1 in `open`, else 0. */
export function floodFrom(seeds: Iterable<number>, open: Uint8Array, width: number): Uint8Array {
  const reached = new Uint8Array(open.length);
  const queue = new Int32Array(open.length);
  let end = 0;
  for (const seed of seeds) end = enter(seed, open, reached, queue, end);
  const lastRow = open.length - width;
  for (let head = 0; head < end; head++) {
    const i = queue[head]!;
    const x = i % width;
    if (x > 0) end = enter(i - 1, open, reached, queue, end);
    if (x < width - 1) end = enter(i + 1, open, reached, queue, end);
    if (i >= width) end = enter(i - width, open, reached, queue, end);
    if (i < lastRow) end = enter(i + width, open, reached, queue, end);
  }
  return reached;
}

/** The queue's new end. */
function enter(i: number, open: Uint8Array, reached: Uint8Array, queue: Int32Array, end: number): number {
  if (open[i] === 0 || reached[i] !== 0) return end;
  reached[i] = 1;
  queue[end] = i;
  return end + 1;
}
