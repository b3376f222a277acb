/** Closing of grey values on a pixel grid. */

/**
 * Removes dark lines and spots up to four pixels wide, in place: takes the maximum of the five by five around each
 * pixel, then the minimum of those. Values must not be negative, so that the bits of floats sort like the floats.
 * Integers can be compared without a branch, which noise would make the processor mispredict.
 */
export function closing(values: Float32Array, width: number): Float32Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  // The maximum of inverted bits, which have the opposite order, is the minimum.
  for (let round = 0; round < 2; round++) {
    largestAcross(bits, width);
    largestDownTurned(bits, width);
  }
  return values;
}

function largestAcross(bits: Int32Array, width: number): void {
  for (let start = 0; start < bits.length; start += width) {
    const last = start + width - 1;
    let farInFront = bits[start]!;
    let previous = farInFront;
    let here = farInFront;
    let after = bits[Math.min(last, start + 1)]!;
    for (let i = start; i <= last; i++) {
      const farAfter = bits[Math.min(last, i + 2)]!;
      bits[i] = larger(farAfter, larger(larger(farInFront, previous), larger(here, after)));
      farInFront = previous;
      previous = here;
      here = after;
      after = farAfter;
    }
  }
}

function largestDownTurned(bits: Int32Array, width: number): void {
  const last = bits.length - width;
  // Original values of the two rows above, which are already overwritten.
  const farAbove = bits.slice(0, width);
  const above = bits.slice(0, width);
  for (let start = 0; start <= last; start += width) {
    const below = Math.min(last, start + width);
    const farBelow = Math.min(last, below + width);
    for (let x = 0; x < width; x++) {
      const here = bits[start + x]!;
      const previous = larger(farAbove[x]!, above[x]!);
      const after = larger(bits[below + x]!, bits[farBelow + x]!);
      farAbove[x] = above[x]!;
      above[x] = here;
      bits[start + x] = ~larger(here, larger(previous, after));
    }
  }
}

/** Returns the larger of two integers of the same sign. */
function larger(a: number, b: number): number {
  const difference = a - b;
  return a - (difference & (difference >> 31));
}
