/**
 * The prior, by the guided filter (He, Sun, Tang 2013, equations 19 to 21) at half resolution. Its mean coefficients
 * are applied to the full-resolution colour of the band.
 */
import { blockStart, unknownLanes } from "./band";
import { boxSum, cellsInReach, sampleCells } from "./cells";
import { factorize, solveFactored } from "./symmetric";

/** Size of a column's sums: colour and alpha, then the same times red, times green and times blue. */
const COLUMN_BYTES: usize = 64;

/**
 * Computes per cell (red, green, blue, alpha) the mean factors of red, green, blue and the mean constant. `fits` is
 * room for as many cells, `columnSums` for a row of COLUMN_BYTES, `rowMoments` for a row of COLUMN_BYTES and three
 * columns more.
 */
export function guidedCoefficients(
  cells: usize,
  coefficients: usize,
  fits: usize,
  columnSums: usize,
  rowMoments: usize,
  scratch: usize,
  width: i32,
  height: i32,
  radius: i32,
  epsilon: f32,
): void {
  const rowBytes = (<usize>width) << 4;
  memory.fill(columnSums, 0, <usize>width * COLUMN_BYTES);
  for (let y = 0; y < min(radius, height); y++)
    addProducts(cells + rowBytes * y, columnSums, width, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addProducts(cells + rowBytes * (y + radius), columnSums, width, 1);
    if (y > radius) addProducts(cells + rowBytes * (y - radius - 1), columnSums, width, -1);
    meanMoments(columnSums, rowMoments, width, radius, <f32>cellsInReach(y, height, radius));
    fitRow(rowMoments, fits + rowBytes * y, scratch, width, epsilon);
  }
  boxSum(fits, coefficients, columnSums, width, height, radius);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = coefficients + rowBytes * y + ((<usize>x) << 4);
      const count = cellsInReach(x, width, radius) * cellsInReach(y, height, radius);
      v128.store(cell, f32x4.mul(v128.load(cell), f32x4.splat(1 / <f32>count)));
    }
  }
}

function addProducts(row: usize, columnSums: usize, width: i32, sign: f32): void {
  const signs = f32x4.splat(sign);
  for (let x = 0; x < width; x++) {
    const sample = v128.load(row + ((<usize>x) << 4));
    const signed = f32x4.mul(sample, signs);
    const sums = columnSums + <usize>x * COLUMN_BYTES;
    v128.store(sums, f32x4.add(v128.load(sums), signed));
    const timesRed = f32x4.mul(signed, v128.shuffle<f32>(sample, sample, 0, 0, 0, 0));
    v128.store(sums, f32x4.add(v128.load(sums, 16), timesRed), 16);
    const timesGreen = f32x4.mul(signed, v128.shuffle<f32>(sample, sample, 1, 1, 1, 1));
    v128.store(sums, f32x4.add(v128.load(sums, 32), timesGreen), 32);
    const timesBlue = f32x4.mul(signed, v128.shuffle<f32>(sample, sample, 2, 2, 2, 2));
    v128.store(sums, f32x4.add(v128.load(sums, 48), timesBlue), 48);
  }
}

/** Slides along the column sums. `rows` is the number of rows in them. */
function meanMoments(
  columnSums: usize,
  rowMoments: usize,
  width: i32,
  radius: i32,
  rows: f32,
): void {
  let plain = f32x4.splat(0);
  let timesRed = plain;
  let timesGreen = plain;
  let timesBlue = plain;
  for (let x = -radius; x < width; x++) {
    if (x + radius < width) {
      const entering = columnSums + <usize>(x + radius) * COLUMN_BYTES;
      plain = f32x4.add(plain, v128.load(entering));
      timesRed = f32x4.add(timesRed, v128.load(entering, 16));
      timesGreen = f32x4.add(timesGreen, v128.load(entering, 32));
      timesBlue = f32x4.add(timesBlue, v128.load(entering, 48));
    }
    if (x < 0) continue;
    if (x > radius) {
      const leaving = columnSums + <usize>(x - radius - 1) * COLUMN_BYTES;
      plain = f32x4.sub(plain, v128.load(leaving));
      timesRed = f32x4.sub(timesRed, v128.load(leaving, 16));
      timesGreen = f32x4.sub(timesGreen, v128.load(leaving, 32));
      timesBlue = f32x4.sub(timesBlue, v128.load(leaving, 48));
    }
    const share = f32x4.splat(1.0 / (rows * <f32>cellsInReach(x, width, radius)));
    const moments = rowMoments + <usize>x * COLUMN_BYTES;
    v128.store(moments, f32x4.mul(plain, share));
    v128.store(moments, f32x4.mul(timesRed, share), 16);
    v128.store(moments, f32x4.mul(timesGreen, share), 32);
    v128.store(moments, f32x4.mul(timesBlue, share), 48);
  }
}

/** Fits four windows at a time. The last group may exceed the row's end, where there is room for it. */
function fitRow(rowMoments: usize, fits: usize, scratch: usize, width: i32, epsilon: f32): void {
  const ridge = f32x4.splat(epsilon);
  const solution = scratch + 96;
  for (let x = 0; x < width; x += 4) {
    const moments = rowMoments + <usize>x * COLUMN_BYTES;
    const red = lanesOf(moments, 0);
    const green = lanesOf(moments, 4);
    const blue = lanesOf(moments, 8);
    const alpha = lanesOf(moments, 12);
    const xx = f32x4.add(covariance(moments, 16, red, red), ridge);
    const xy = covariance(moments, 20, red, green);
    const xz = covariance(moments, 24, red, blue);
    const yy = f32x4.add(covariance(moments, 36, green, green), ridge);
    const yz = covariance(moments, 40, green, blue);
    const zz = f32x4.add(covariance(moments, 56, blue, blue), ridge);
    factorize(xx, xy, xz, yy, yz, zz, scratch, 16);
    solveFactored(
      scratch,
      16,
      covariance(moments, 28, red, alpha),
      covariance(moments, 44, green, alpha),
      covariance(moments, 60, blue, alpha),
      solution,
    );
    let explained = f32x4.mul(v128.load(solution), red);
    explained = f32x4.add(explained, f32x4.mul(v128.load(solution, 16), green));
    explained = f32x4.add(explained, f32x4.mul(v128.load(solution, 32), blue));
    v128.store(solution, f32x4.sub(alpha, explained), 48);
    for (let lane = 0; lane < min(4, width - x); lane++) {
      v128.store(fits + ((<usize>(x + lane)) << 4), lanesOf4(solution + ((<usize>lane) << 2)));
    }
  }
}

/** Returns one moment of four neighbouring windows. */
function lanesOf(moments: usize, offset: usize): v128 {
  const moment = moments + offset;
  return f32x4(
    load<f32>(moment),
    load<f32>(moment, 64),
    load<f32>(moment, 128),
    load<f32>(moment, 192),
  );
}

/** Returns one window's part of four vectors in a row. */
function lanesOf4(lane: usize): v128 {
  return f32x4(load<f32>(lane), load<f32>(lane, 16), load<f32>(lane, 32), load<f32>(lane, 48));
}

function covariance(moments: usize, offset: usize, meanOfOne: v128, meanOfOther: v128): v128 {
  return f32x4.sub(lanesOf(moments, offset), f32x4.mul(meanOfOne, meanOfOther));
}

/**
 * Computes the prior 0..1 of every block, 0 in lanes on known pixels. `width` and `height` are those of the
 * coefficients.
 */
export function evaluatePrior(
  coefficients: usize,
  labels: usize,
  starts: usize,
  blocks: i32,
  red: usize,
  green: usize,
  blue: usize,
  prior: usize,
  width: i32,
  height: i32,
  stride: i32,
): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  for (let block = 0; block < blocks; block++) {
    const start = blockStart(starts, block);
    const target = prior + ((<usize>block) << 4);
    const y = <i32>start / stride;
    const x = <i32>start - y * stride;
    for (let lane = 0; lane < 4; lane++) {
      const cell = (start + <usize>lane) << 2;
      const colour = f32x4(
        load<f32>(red + cell),
        load<f32>(green + cell),
        load<f32>(blue + cell),
        1,
      );
      const parts = f32x4.mul(sampleCells(coefficients, x + lane, y, width, height), colour);
      const swapped = f32x4.add(parts, v128.shuffle<f32>(parts, parts, 2, 3, 0, 1));
      store<f32>(
        target + ((<usize>lane) << 2),
        f32x4.extract_lane(swapped, 0) + f32x4.extract_lane(swapped, 1),
      );
    }
    const clamped = f32x4.max(f32x4.min(v128.load(target), one), zero);
    v128.store(target, v128.and(clamped, unknownLanes(labels, start)));
  }
}
