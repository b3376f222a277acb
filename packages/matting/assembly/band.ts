/**
 * The unknown band as blocks of four neighbouring cells in row order. Vectors over the band hold four floats per block.
 * Lanes on known pixels exist but stay 0.
 */
import { PERSON, UNKNOWN } from "./trimap";

/** Writes the first cell of each block, counted from cell (0, 0), and returns the number of blocks. */
export function collectBlocks(labels: usize, starts: usize, height: i32, stride: i32): i32 {
  const cells = stride * height;
  const unknown = i8x16.splat(<i8>UNKNOWN);
  let blocks = 0;
  let cell = 0;
  while (cell < cells) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(labels + <usize>cell), unknown));
    if (mask == 0) {
      cell += 16;
      continue;
    }
    cell += ctz(mask);
    if (cell >= cells) break;
    store<i32>(starts + ((<usize>blocks) << 2), cell);
    blocks += 1;
    cell += 4;
  }
  return blocks;
}

export function blockStart(starts: usize, block: i32): usize {
  return <usize>load<i32>(starts + ((<usize>block) << 2));
}

/** Sets all bits in the lanes whose pixel is unknown. */
export function unknownLanes(labels: usize, start: usize): v128 {
  const bytes = v128.load32_zero(labels + start);
  const lanes = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
  return i32x4.eq(lanes, i32x4.splat(UNKNOWN));
}

/** Writes a plane that is 1 on person, the band's values on unknown pixels and 0 elsewhere. */
export function writeField(
  field: usize,
  labels: usize,
  starts: usize,
  blocks: i32,
  values: usize,
  height: i32,
  stride: i32,
): void {
  const person = i32x4.splat(PERSON);
  const one = f32x4.splat(1);
  const cells: usize = stride * height;
  for (let i: usize = 0; i < cells; i += 4) {
    const bytes = v128.load32_zero(labels + i);
    const lanes = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
    v128.store(field + (i << 2), v128.and(i32x4.eq(lanes, person), one));
  }
  for (let block = 0; block < blocks; block++) {
    const start = blockStart(starts, block);
    const target = field + (start << 2);
    const previous = v128.load(target);
    v128.store(
      target,
      v128.bitselect(
        v128.load(values + ((<usize>block) << 4)),
        previous,
        unknownLanes(labels, start),
      ),
    );
  }
}
