/** Closing of grey values on a pixel grid. */

/**
 * Removes dark lines and spots up to four pixels wide: takes the maximum of the five by five around each pixel, then
 * the minimum of those. Values must not be negative, so that the bits of floats sort like the floats. Integers can be
 * compared without a branch, which noise would make the processor mispredict.
 */
export function closing(values: Float32Array, width: number): Float32Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  return new Float32Array(largestTurned(largestTurned(bits, width), width).buffer);
}

/** Finds the maximum of inverted bits, which have the opposite order, so it is the minimum. */
const largestTurned = (values: Int32Array, width: number): Int32Array =>
  largestDownTurned(largestAcross(values, width), width);

function largestAcross(from: Int32Array, width: number): Int32Array {
  const to = new Int32Array(from.length);
  for (let start = 0; start < from.length; start += width) {
    const last = start + width - 1;
    let farInFront = from[start]!;
    let previous = farInFront;
    let here = farInFront;
    let after = from[Math.min(last, start + 1)]!;
    for (let i = start; i <= last; i++) {
      const farAfter = from[Math.min(last, i + 2)]!;
      to[i] = larger(farAfter, larger(larger(farInFront, previous), larger(here, after)));
      farInFront = previous;
      previous = here;
      here = after;
      after = farAfter;
    }
  }
  return to;
}

function largestDownTurned(from: Int32Array, width: number): Int32Array {
  const to = new Int32Array(from.length);
  const last = from.length - width;
  for (let start = 0; start <= last; start += width) {
    const above = Math.max(0, start - width);
    const farAbove = Math.max(0, above - width);
    const below = Math.min(last, start + width);
    const farBelow = Math.min(last, below + width);
    for (let x = 0; x < width; x++) {
      const previous = larger(from[farAbove + x]!, from[above + x]!);
      const after = larger(from[below + x]!, from[farBelow + x]!);
      to[start + x] = ~larger(from[start + x]!, larger(previous, after));
    }
  }
  return to;
}

/** Returns the larger of two integers of the same sign. */
function larger(a: number, b: number): number {
  const difference = a - b;
  return a - (difference & (difference >> 31));
}
