/** Chessboard distances on a pixel grid. */

/** Distance of every pixel to the nearest one that is `target`, capped at 255. */
export function distanceTo(isTarget: (i: number) => boolean, width: number, height: number): Uint8Array {
  const cap = 255;
  const distance = new Uint8Array(width * height);
  for (let i = 0; i < distance.length; i++) distance[i] = isTarget(i) ? 0 : cap;
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      let best = distance[i]! - 1;
      if (best < 0) continue;
      if (x > 0) best = Math.min(best, distance[i - 1]!);
      if (y > 0) {
        best = Math.min(best, distance[i - width]!);
        if (x > 0) best = Math.min(best, distance[i - width - 1]!);
        if (x < width - 1) best = Math.min(best, distance[i - width + 1]!);
      }
      distance[i] = best + 1;
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1, i = y * width + x; x >= 0; x--, i--) {
      let best = distance[i]! - 1;
      if (best < 0) continue;
      if (x < width - 1) best = Math.min(best, distance[i + 1]!);
      if (y < height - 1) {
        best = Math.min(best, distance[i + width]!);
        if (x < width - 1) best = Math.min(best, distance[i + width + 1]!);
        if (x > 0) best = Math.min(best, distance[i + width - 1]!);
      }
      distance[i] = best + 1;
    }
  }
  return distance;
}
