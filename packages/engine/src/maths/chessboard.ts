/** Nearness on a pixel grid by chessboard distance, where a diagonal step counts as one. */

/** 1 for every pixel with a value of at least `threshold` no more than `reach` away, else 0. */
export function nearTo(values: ArrayLike<number>, threshold: number, reach: number, width: number): Uint8Array {
  return spreadDown(spreadAcross(values, threshold, reach, width), reach, width);
}

function spreadAcross(values: ArrayLike<number>, threshold: number, reach: number, width: number): Uint8Array {
  const near = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row += width) {
    for (let x = 0, until = -1; x < width; x++) {
      if (values[row + x]! >= threshold) until = x + reach;
      if (x <= until) near[row + x] = 1;
    }
    for (let x = width - 1, until = width; x >= 0; x--) {
      if (values[row + x]! >= threshold) until = x - reach;
      if (x >= until) near[row + x] = 1;
    }
  }
  return near;
}

function spreadDown(mask: Uint8Array, reach: number, width: number): Uint8Array {
  const near = new Uint8Array(mask.length);
  const height = mask.length / width;
  const until = new Int32Array(width).fill(-1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (mask[i] === 1) until[x] = y + reach;
      if (y <= until[x]!) near[i] = 1;
    }
  }
  until.fill(height);
  for (let y = height - 1, i = mask.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, i--) {
      if (mask[i] === 1) until[x] = y - reach;
      if (y >= until[x]!) near[i] = 1;
    }
  }
  return near;
}
