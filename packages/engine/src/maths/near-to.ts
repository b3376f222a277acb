/** Dilation on a pixel grid by chessboard distance, where a diagonal step counts as one. */

/** Changes `mask` in place to 1 at every pixel with a 1 no more than `reach` away, else 0, and returns it. */
export function nearTo(mask: Uint8Array, reach: number, width: number): Uint8Array {
  for (let start = 0; start < mask.length; start += width)
    spread(mask, start, start + width, 1, reach);
  for (let start = 0; start < width; start++)
    spread(mask, start, mask.length, width, reach * width);
  return mask;
}

/** Spreads one row or column. Sets no pixel ahead of the scan, which would take it for a 1 of the mask. */
function spread(mask: Uint8Array, start: number, end: number, step: number, reach: number): void {
  let until = start - 1;
  for (let i = start; i < end; i += step) {
    if (mask[i] === 0) {
      if (i <= until) mask[i] = 1;
      continue;
    }
    for (let gap = i - step; gap > until && gap >= i - reach; gap -= step) mask[gap] = 1;
    while (i + step < end && mask[i + step] === 1) i += step;
    until = i + reach;
  }
}
