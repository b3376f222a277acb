/** Pseudo-random numbers that are the same for the same seed. */

/**
 * Returns a generator of uniform numbers from 0 up to, but not including, 1 (mulberry32, whose state is one 32-bit
 * number).
 */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
