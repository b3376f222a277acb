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
  const quantile = (part: number): number => tenths(sorted[Math.ceil(part * sorted.length) - 1] ?? 0);
  return {
    count: sorted.length,
    perSecond: tenths(sorted.length / seconds),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
