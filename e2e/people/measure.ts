/** Times many requests at once and says how many came a second and how long the slow ones took. */

export interface Figures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Load {
  /** Requests in work at a time. */
  readonly concurrency: number;
  /** Another request is begun only while this says so; `begun`: how many were so far. */
  readonly goesOn: (begun: number, elapsedMs: number) => boolean;
}

/** `request` gets 0, 1, 2 …; it throws when the answer is wrong. */
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

/** The value that this part of them does not exceed; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}
