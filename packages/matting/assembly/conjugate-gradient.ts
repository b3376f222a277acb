/**
 * Conjugate gradients preconditioned by the diagonal (Shewchuk 1994, algorithm B3) for the band's equations. The search
 * direction is stored on the full-size plane, 0 on known pixels, so that a row's 25 neighbours are fixed offsets from
 * its block.
 */
import { blockStart } from "./band";

const ROW_BYTES: usize = 25 * 16;
/** Number of blocks whose dot products are added up in single precision, before they are added in double. */
const BLOCKS_PER_SUM: i32 = 256;

function sumOfLanes(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    <f64>f32x4.extract_lane(v, 2) +
    <f64>f32x4.extract_lane(v, 3)
  );
}

/** Adds five taps of one picture row; `cell` is the address of the middle one. */
function addFiveTaps(sum: v128, rows: usize, cell: usize): v128 {
  sum = f32x4.add(sum, f32x4.mul(v128.load(rows), v128.load(cell - 8)));
  sum = f32x4.add(sum, f32x4.mul(v128.load(rows, 16), v128.load(cell - 4)));
  sum = f32x4.add(sum, f32x4.mul(v128.load(rows, 32), v128.load(cell)));
  sum = f32x4.add(sum, f32x4.mul(v128.load(rows, 48), v128.load(cell, 4)));
  return f32x4.add(sum, f32x4.mul(v128.load(rows, 64), v128.load(cell, 8)));
}

/** Computes image = rows · field, and returns the dot product of field and image over the band. */
function multiply(
  starts: usize,
  blocks: i32,
  rows: usize,
  field: usize,
  image: usize,
  rowBytes: usize,
): f64 {
  const zero = f32x4.splat(0);
  let total: f64 = 0;
  let partial = zero;
  for (let block = 0; block < blocks; block++) {
    const cell = field + (blockStart(starts, block) << 2);
    const blockRows = rows + <usize>block * ROW_BYTES;
    let upper = addFiveTaps(zero, blockRows, cell - 2 * rowBytes);
    let lower = addFiveTaps(zero, blockRows + 80, cell - rowBytes);
    const middle = addFiveTaps(zero, blockRows + 160, cell);
    upper = addFiveTaps(upper, blockRows + 240, cell + rowBytes);
    lower = addFiveTaps(lower, blockRows + 320, cell + 2 * rowBytes);
    const value = f32x4.add(f32x4.add(upper, lower), middle);
    v128.store(image + ((<usize>block) << 4), value);
    partial = f32x4.add(partial, f32x4.mul(value, v128.load(cell)));
    if (block % BLOCKS_PER_SUM == BLOCKS_PER_SUM - 1) {
      total += sumOfLanes(partial);
      partial = zero;
    }
  }
  return total + sumOfLanes(partial);
}

/** Computes residual = weight · prior − rows · field, where the field holds the known alphas and the prior. */
export function startResidual(
  starts: usize,
  blocks: i32,
  rows: usize,
  field: usize,
  prior: usize,
  residual: usize,
  stride: i32,
  priorWeight: f32,
): void {
  multiply(starts, blocks, rows, field, residual, stride << 2);
  const weight = f32x4.splat(priorWeight);
  for (let block = 0; block < blocks; block++) {
    const offset = (<usize>block) << 4;
    const wanted = f32x4.mul(weight, v128.load(prior + offset));
    v128.store(residual + offset, f32x4.sub(wanted, v128.load(residual + offset)));
  }
}

/**
 * Moves `solution` until the preconditioned residual energy has shrunk by `shrink` or only rounding is left, and
 * returns the number of steps. `field` must be all 0; `image` is room for one band vector.
 */
export function solve(
  starts: usize,
  blocks: i32,
  rows: usize,
  inverseDiagonal: usize,
  field: usize,
  solution: usize,
  residual: usize,
  image: usize,
  stride: i32,
  maxIterations: i32,
  shrink: f64,
  negligible: f64,
): i32 {
  let energy = startDirection(starts, blocks, inverseDiagonal, field, residual);
  const goal = max(energy, negligible) * shrink;
  let iterations = 0;
  while (energy > goal && iterations < maxIterations) {
    const step = energy / multiply(starts, blocks, rows, field, image, stride << 2);
    const next = advance(
      starts,
      blocks,
      inverseDiagonal,
      field,
      solution,
      residual,
      image,
      <f32>step,
    );
    turn(starts, blocks, inverseDiagonal, field, residual, <f32>(next / energy));
    energy = next;
    iterations += 1;
  }
  return iterations;
}

/** Computes the first direction, the preconditioned residual, and returns its energy. */
function startDirection(
  starts: usize,
  blocks: i32,
  inverseDiagonal: usize,
  field: usize,
  residual: usize,
): f64 {
  let energy: f64 = 0;
  for (let block = 0; block < blocks; block++) {
    const offset = (<usize>block) << 4;
    const value = v128.load(residual + offset);
    const preconditioned = f32x4.mul(value, v128.load(inverseDiagonal + offset));
    v128.store(field + (blockStart(starts, block) << 2), preconditioned);
    energy += sumOfLanes(f32x4.mul(value, preconditioned));
  }
  return energy;
}

/** Takes one step along the direction, and returns the new residual energy. */
function advance(
  starts: usize,
  blocks: i32,
  inverseDiagonal: usize,
  field: usize,
  solution: usize,
  residual: usize,
  image: usize,
  step: f32,
): f64 {
  const zero = f32x4.splat(0);
  const steps = f32x4.splat(step);
  let total: f64 = 0;
  let partial = zero;
  for (let block = 0; block < blocks; block++) {
    const offset = (<usize>block) << 4;
    const direction = v128.load(field + (blockStart(starts, block) << 2));
    v128.store(
      solution + offset,
      f32x4.add(v128.load(solution + offset), f32x4.mul(steps, direction)),
    );
    const value = f32x4.sub(
      v128.load(residual + offset),
      f32x4.mul(steps, v128.load(image + offset)),
    );
    v128.store(residual + offset, value);
    partial = f32x4.add(
      partial,
      f32x4.mul(f32x4.mul(value, value), v128.load(inverseDiagonal + offset)),
    );
    if (block % BLOCKS_PER_SUM == BLOCKS_PER_SUM - 1) {
      total += sumOfLanes(partial);
      partial = zero;
    }
  }
  return total + sumOfLanes(partial);
}

/** Computes the next direction: the preconditioned residual plus a share of the last direction. */
function turn(
  starts: usize,
  blocks: i32,
  inverseDiagonal: usize,
  field: usize,
  residual: usize,
  share: f32,
): void {
  const shares = f32x4.splat(share);
  for (let block = 0; block < blocks; block++) {
    const offset = (<usize>block) << 4;
    const cell = field + (blockStart(starts, block) << 2);
    const preconditioned = f32x4.mul(
      v128.load(residual + offset),
      v128.load(inverseDiagonal + offset),
    );
    v128.store(cell, f32x4.add(preconditioned, f32x4.mul(shares, v128.load(cell))));
  }
}

/** Clamps the band's values to 0..1. */
export function clampValues(values: usize, blocks: i32): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < (<usize>blocks) << 4; i += 16) {
    v128.store(values + i, f32x4.max(f32x4.min(v128.load(values + i), one), zero));
  }
}
