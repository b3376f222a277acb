/** Throughput and latency of many requests. */

export interface Figures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Load {
  /** Number of parallel requests. */
  readonly concurrency: number;
  /** Returns true if another request must begin. */
  readonly goesOn: (begun: number, elapsedMs: number) => boolean;
}

/** Measures requests. `request` receives its number from 0, and throws if the answer is wrong. */
export async function measure(
  { concurrency, goesOn }: Load,
  request: (number: number) => Promise<void>,
): Promise<Figures> {
  const tookMs: number[] = [];
  const startedMs = performance.now();
  const elapsed = (): number => performance.now() - startedMs;
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (goesOn(begun, elapsed())) {
      const beganMs = performance.now();
      await request(begun++);
      tookMs.push(performance.now() - beganMs);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = elapsed() / 1000;
  const sorted = tookMs.sort((one, other) => one - other);
  return {
    count: sorted.length,
    perSecond: tenths(sorted.length / seconds),
    p50Ms: tenths(quantile(sorted, 0.5)),
    p99Ms: tenths(quantile(sorted, 0.99)),
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Returns the quantile of these values; 0 if there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}
