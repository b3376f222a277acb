/** Probe of a shared resource, which runs at most every few seconds, however many requests read it. */

/** Waits for a value, and returns null on timeout. A later result is ignored. */
export async function withTimeout<Value>(
  timeoutMs: number,
  work: Promise<Value>,
): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface ProbeLimits<State> {
  readonly cachedMs: number;
  readonly timeoutMs: number;
  /** State if the probe does not finish in time. */
  readonly late: State;
}

export function shareProbe<State>(
  probe: () => Promise<State>,
  { cachedMs, timeoutMs, late }: ProbeLimits<State>,
): () => Promise<State> {
  let cached: { readonly untilMs: number; readonly state: Promise<State> } | null = null;
  const run = async (): Promise<State> => (await withTimeout(timeoutMs, probe())) ?? late;
  return () => {
    if (cached && cached.untilMs > performance.now()) return cached.state;
    const state = run();
    cached = { untilMs: performance.now() + cachedMs, state };
    return state;
  };
}
