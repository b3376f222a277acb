/** Grey closing: a plane without what is darker than its surroundings and thin. */

/** Takes out dark lines and spots up to 2 × `reach` wide: the largest value of the square around each, then the least of those. */
export function closing(values: Float32Array, width: number, reach: number): Float32Array {
  return negated(largestAround(negated(largestAround(values, width, reach)), width, reach));
}

function negated(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = -values[i]!;
  return values;
}

const largestAround = (values: Float32Array, width: number, reach: number): Float32Array =>
  largestShifted(largestShifted(values, 1, reach, width), width, reach, width);

/** Compares the plane with itself moved by up to `reach` steps both ways; across a row's end a step stays in its row. */
function largestShifted(from: Float32Array, step: number, reach: number, width: number): Float32Array {
  const to = from.slice();
  const rows = from.length / width;
  for (let shift = 1; shift <= reach; shift++) {
    const by = shift * step;
    const columns = step === 1 ? width - shift : width;
    const lastRow = step === 1 ? rows : rows - shift;
    for (let row = 0; row < lastRow; row++) {
      const start = row * width;
      for (let i = start; i < start + columns; i++) {
        if (from[i + by]! > to[i]!) to[i] = from[i + by]!;
        if (from[i]! > to[i + by]!) to[i + by] = from[i]!;
      }
    }
  }
  return to;
}
