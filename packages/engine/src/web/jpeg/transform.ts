/** Planes as quantised cosine coefficients: libjpeg's accurate whole-number transform (Loeffler, Ligtenberg, Moschytz 1989). */
import type { Plane } from "./planes.ts";
import { zigzag } from "./tables.ts";

export const blockSize = 64;

/** Of all blocks of a plane, row by row, each in the file's order. */
export function coefficientsOf({ width, height, data }: Plane, table: readonly number[]): Int16Array {
  const [columns, rows] = [width / 8, height / 8];
  const values = new Int16Array(columns * rows * blockSize);
  const block = new Int32Array(blockSize);
  // The transform's results are eight times what they stand for.
  const steps = Int32Array.from(zigzag, (place) => table[place]! * 8);
  for (let b = 0; b < columns * rows; b++) {
    const corner = Math.trunc(b / columns) * 8 * width + (b % columns) * 8;
    for (let i = 0; i < blockSize; i++) block[i] = data[corner + (i >> 3) * width + (i & 7)]! - 128;
    for (let row = 0; row < blockSize; row += 8) transform(block, row, 1, fraction - kept);
    for (let column = 0; column < 8; column++) transform(block, column, 8, fraction + kept);
    for (let k = 0; k < blockSize; k++) {
      const value = block[zigzag[k]!]!;
      const step = steps[k]!;
      const size = Math.trunc((Math.abs(value) + (step >> 1)) / step);
      values[b * blockSize + k] = value < 0 ? -size : size;
    }
  }
  return values;
}

const fraction = 13;
/** Bits more that rows keep for the columns after them. */
const kept = 2;

/** Eight values in place, `s` apart; products have `shift` bits too many. */
function transform(d: Int32Array, at: number, s: number, shift: number): void {
  const sum0 = d[at]! + d[at + 7 * s]!;
  const odd7 = d[at]! - d[at + 7 * s]!;
  const sum1 = d[at + s]! + d[at + 6 * s]!;
  const odd6 = d[at + s]! - d[at + 6 * s]!;
  const sum2 = d[at + 2 * s]! + d[at + 5 * s]!;
  const odd5 = d[at + 2 * s]! - d[at + 5 * s]!;
  const sum3 = d[at + 3 * s]! + d[at + 4 * s]!;
  const odd4 = d[at + 3 * s]! - d[at + 4 * s]!;
  const even0 = sum0 + sum3;
  const even3 = sum0 - sum3;
  const even1 = sum1 + sum2;
  const even2 = sum1 - sum2;
  const half = 1 << (shift - 1);
  // Sums have no fraction: rows give them the bits that columns take away.
  const scale = 1 << fraction;
  d[at] = ((even0 + even1) * scale + half) >> shift;
  d[at + 4 * s] = ((even0 - even1) * scale + half) >> shift;
  const turned = (even2 + even3) * 4433;
  d[at + 2 * s] = (turned + even3 * 6270 + half) >> shift;
  d[at + 6 * s] = (turned - even2 * 15137 + half) >> shift;
  const common = (odd4 + odd6 + odd5 + odd7) * 9633 + half;
  const z1 = (odd4 + odd7) * -7373;
  const z2 = (odd5 + odd6) * -20995;
  const z3 = (odd4 + odd6) * -16069 + common;
  const z4 = (odd5 + odd7) * -3196 + common;
  d[at + 7 * s] = (odd4 * 2446 + z1 + z3) >> shift;
  d[at + 5 * s] = (odd5 * 16819 + z2 + z4) >> shift;
  d[at + 3 * s] = (odd6 * 25172 + z2 + z3) >> shift;
  d[at + s] = (odd7 * 12299 + z1 + z4) >> shift;
}
