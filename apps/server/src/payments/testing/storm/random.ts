/** Reproducible pseudorandom numbers (mulberry32). */
export interface Random {
  /** Returns an integer from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Returns true once in `times` calls, on average. */
  readonly once: (times: number) => boolean;
}

/** Creates a generator. Equal seeds produce equal numbers. */
export function createRandom(...seeds: readonly number[]): Random {
  let state =
    seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1) + seed, 0x12345678) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const at = below(list.length);
    for (const [index, one] of list.entries()) if (index === at) return one;
    throw new Error("Nothing to pick from");
  };
  return { below, pick, once: (times) => below(times) === 0 };
}
