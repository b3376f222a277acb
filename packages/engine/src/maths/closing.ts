/** Grey closing: a plane without what is darker than its surroundings and thin. */

/** Takes out dark lines and spots up to 2 × `reach` wide: the largest value of the square around each, then the least of those. */
export function closing(values: Float32Array, width: number, reach: number): Float32Array {
  return negated(largestAround(negated(largestAround(values, width, reach)), width, reach));
}

const negated = (values: Float32Array): Float32Array => values.map((value) => -value);

function largestAround(values: Float32Array, width: number, reach: number): Float32Array {
  const rows = values.length / width;
  return largestAlong(largestAlong(values, 1, width, rows, width, reach), width, rows, width, 1, reach);
}

/** Along lines of `count` values that lie `step` apart; the lines begin `lineStep` apart. */
function largestAlong(
  from: Float32Array,
  step: number,
  count: number,
  lines: number,
  lineStep: number,
  reach: number,
): Float32Array {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let k = 0; k < count; k++) {
      const last = start + Math.min(count - 1, k + reach) * step;
      let best = Number.NEGATIVE_INFINITY;
      for (let i = start + Math.max(0, k - reach) * step; i <= last; i += step) {
        if (from[i]! > best) best = from[i]!;
      }
      to[start + k * step] = best;
    }
  }
  return to;
}
