/** Means, spreads and percentiles. All return NaN for empty input. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Returns the population standard deviation. */
export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Returns the nearest-rank percentile, `share` in 0..1. */
export function percentile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return Number.NaN;
  return nthOf(
    Float32Array.from(values),
    Math.min(values.length - 1, Math.floor(share * values.length)),
  );
}

/** Returns the value at position `n` if `values` were sorted. Reorders them (Hoare's selection). */
export function nthOf(values: Float32Array, n: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1]!;
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const low = values[j]!;
      values[j--] = values[i]!;
      values[i++] = low;
    }
    if (n <= j) to = j;
    else if (n >= i) from = i;
    else break;
  }
  return values[n]!;
}

export const median = (values: ArrayLike<number>): number => percentile(values, 0.5);

export const clamp = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
