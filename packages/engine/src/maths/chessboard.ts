/** Dilation on a pixel grid by chessboard distance, where a diagonal step counts as one. */

/** Returns 1 for every pixel with a 1 in `mask` no more than `reach` away, else 0. */
export function nearTo(mask: Uint8Array, reach: number, width: number): Uint8Array {
  const near = new Uint8Array(mask.length);
  spreadAcross(mask, near, reach, width);
  spreadDown(near, reach, width);
  return near;
}

function spreadAcross(mask: Uint8Array, near: Uint8Array, reach: number, width: number): void {
  for (let start = 0; start < mask.length; start += width) {
    const end = start + width;
    let next = start;
    for (let i = start; i < end; i++) {
      if (mask[i] === 0) continue;
      const until = Math.min(end, i + reach + 1);
      for (next = Math.max(next, i - reach); next < until; next++) near[next] = 1;
    }
  }
}

/** Spreads the mask downwards in place. Each row is written after the last row that depends on it was read. */
function spreadDown(mask: Uint8Array, reach: number, width: number): void {
  const height = mask.length / width;
  const latest = new Int32Array(width).fill(-reach - 1);
  for (let y = 0; y < height + reach; y++) {
    const read = y * width;
    if (y < height) for (let x = 0; x < width; x++) if (mask[read + x] === 1) latest[x] = y;
    if (y < reach) continue;
    const written = (y - reach) * width;
    const first = y - 2 * reach;
    for (let x = 0; x < width; x++) mask[written + x] = latest[x]! >= first ? 1 : 0;
  }
}
