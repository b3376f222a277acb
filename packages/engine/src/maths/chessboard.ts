/** Chessboard distances on a pixel grid. */

const cap = 255;

/** Distance of every pixel to the nearest one whose value is at least `threshold`, capped at 255. */
export function distanceTo(values: ArrayLike<number>, threshold: number, width: number): Uint8Array {
  const distance = new Uint8Array(values.length);
  for (let i = 0; i < distance.length; i++) distance[i] = values[i]! >= threshold ? 0 : cap;
  sweep(distance, width, 0, 1);
  sweep(distance, width, distance.length - 1, -1);
  return distance;
}

/** One pass from a corner: every pixel looks at the neighbours already visited. */
function sweep(distance: Uint8Array, width: number, from: number, step: 1 | -1): void {
  const last = width - 1;
  const back = step * width;
  for (let k = 0, i = from, column = 0; k < distance.length; k++, i += step) {
    let best = distance[i]!;
    if (best > 0) {
      if (column > 0 && distance[i - step]! < best - 1) best = distance[i - step]! + 1;
      if (k >= width) {
        const above = i - back;
        if (distance[above]! < best - 1) best = distance[above]! + 1;
        if (column > 0 && distance[above - step]! < best - 1) best = distance[above - step]! + 1;
        if (column < last && distance[above + step]! < best - 1) best = distance[above + step]! + 1;
      }
      distance[i] = best;
    }
    column = column === last ? 0 : column + 1;
  }
}
