/** Means, spreads and percentiles; all answer NaN for nothing. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Population standard deviation. */
export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Nearest-rank percentile, `share` in 0..1. */
export function percentile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export const median = (values: ArrayLike<number>): number => percentile(values, 0.5);

export const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
