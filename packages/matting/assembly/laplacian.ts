/**
 * Rows of the matting Laplacian (Levin, Lischinski, Weiss 2008, equation 12) for the blocks of the unknown band: 25
 * vectors per block, one per tap of the 5 × 5 neighbourhood, row by row.
 *
 * Each 3 × 3 window is described once: mean colour, factors of its regularised covariance, and its weight, 1/9 inside the
 * picture and 0 elsewhere. Then every row gathers from the nine windows it lies in. Blocks are in row order, so only
 * three rows of windows are stored: above, at and below the block.
 */
import { blockStart, unknownLanes } from "./band";
import { FACTORS, factorize, solveFactored } from "./symmetric";

/** Number of vectors of a row, and of bytes of the rows of a block. */
const TAPS: usize = 25;
const ROW_BYTES: usize = TAPS * 16;
const CENTRE_BYTES: usize = 12 * 16;

/** Planes of a row of windows: three means, the factors, the weight. */
const WEIGHT_PLANE: usize = 3 + FACTORS;
const WINDOW_PLANES: usize = WEIGHT_PLANE + 1;

/**
 * Writes the rows of every block, with the prior's weight added to the diagonal, and the reciprocals of the diagonal.
 * Lanes on known pixels get zero rows. `windows` is room for three rows of WINDOW_PLANES × stride floats with a vector
 * before them, `scratch` for 3 × TAPS + 3 vectors.
 */
export function assembleRows(
  labels: usize,
  starts: usize,
  blocks: i32,
  red: usize,
  green: usize,
  blue: usize,
  windows: usize,
  width: i32,
  height: i32,
  stride: i32,
  epsilon: f32,
  darkestLight: f32,
  priorWeight: f32,
  rows: usize,
  inverseDiagonal: usize,
  scratch: usize,
): void {
  const rowBytes: usize = stride << 2;
  const windowRowBytes = WINDOW_PLANES * rowBytes;
  // Blocks in the first column also read the window left of it. Its weight is in the margin after the previous plane,
  // which stays 0.
  memory.fill(windows - 16, 0, 16 + 3 * windowRowBytes);
  memory.fill(rows, 0, <usize>blocks * ROW_BYTES);
  let above = windows;
  let level = windows + windowRowBytes;
  let below = level + windowRowBytes;
  let y = -1;
  for (let block = 0; block < blocks; block++) {
    const start = blockStart(starts, block);
    while (<i32>start >= (y + 1) * stride) {
      const passed = above;
      above = level;
      level = below;
      below = passed;
      memory.fill(below + WEIGHT_PLANE * rowBytes, 0, rowBytes);
      y += 1;
    }
    const x = <i32>start - y * stride;
    describeMissing(
      above,
      red,
      green,
      blue,
      x,
      y - 1,
      width,
      height,
      stride,
      epsilon,
      darkestLight,
    );
    describeMissing(level, red, green, blue, x, y, width, height, stride, epsilon, darkestLight);
    describeMissing(
      below,
      red,
      green,
      blue,
      x,
      y + 1,
      width,
      height,
      stride,
      epsilon,
      darkestLight,
    );
    const offset = start << 2;
    const blockRows = rows + <usize>block * ROW_BYTES;
    neighbourDifferences(red + offset, rowBytes, scratch);
    neighbourDifferences(green + offset, rowBytes, scratch + ROW_BYTES);
    neighbourDifferences(blue + offset, rowBytes, scratch + 2 * ROW_BYTES);
    let windowRow = above;
    for (let row: usize = 0; row < 3; row++) {
      for (let column: usize = 0; column < 3; column++) {
        const window = windowRow + (((<usize>x + column) << 2) - 4);
        const corner = (row * 5 + column) * 16;
        gatherWindow(
          red + offset,
          green + offset,
          blue + offset,
          window,
          rowBytes,
          blockRows,
          scratch,
          corner,
        );
      }
      windowRow = row == 0 ? level : below;
    }
    finishRows(
      blockRows,
      unknownLanes(labels, start),
      priorWeight,
      inverseDiagonal + ((<usize>block) << 4),
    );
  }
}

/** Describes the windows that the block at (x, y) of this row needs, except those already described. */
function describeMissing(
  windows: usize,
  red: usize,
  green: usize,
  blue: usize,
  x: i32,
  y: i32,
  width: i32,
  height: i32,
  stride: i32,
  epsilon: f32,
  darkestLight: f32,
): void {
  if (y < 1 || y > height - 2) return;
  const planeBytes: usize = stride << 2;
  for (let group = (x - 1) & -4; group <= x + 4; group += 4) {
    const window = windows + (group << 2);
    const weight = window + WEIGHT_PLANE * planeBytes;
    if (v128.any_true(v128.load(weight))) continue;
    const inside = innerLanes(group, width);
    if (!v128.any_true(inside)) continue;
    const offset = (y * stride + group) << 2;
    describeGroup(
      red + offset,
      green + offset,
      blue + offset,
      window,
      planeBytes,
      epsilon,
      darkestLight,
    );
    v128.store(weight, v128.and(inside, f32x4.splat(1.0 / 9.0)));
  }
}

/** Sets all bits in the lanes whose column has both neighbours in the picture. */
function innerLanes(x: i32, width: i32): v128 {
  const columns = i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3));
  return v128.and(i32x4.ge_s(columns, i32x4.splat(1)), i32x4.le_s(columns, i32x4.splat(width - 2)));
}

/** Describes four windows. A plane of windows is as long as a row of the picture. */
function describeGroup(
  red: usize,
  green: usize,
  blue: usize,
  window: usize,
  rowBytes: usize,
  epsilon: f32,
  darkestLight: f32,
): void {
  const ninth = f32x4.splat(1.0 / 9.0);
  const meanRed = f32x4.mul(windowSum(red, rowBytes), ninth);
  const meanGreen = f32x4.mul(windowSum(green, rowBytes), ninth);
  const meanBlue = f32x4.mul(windowSum(blue, rowBytes), ninth);
  // The sums start at the ridge: nine times a ninth of epsilon times the window's light.
  const light = f32x4.mul(
    f32x4.add(f32x4.add(meanRed, meanGreen), meanBlue),
    f32x4.splat(1.0 / 3.0),
  );
  let xx = f32x4.mul(f32x4.add(light, f32x4.splat(darkestLight)), f32x4.splat(epsilon));
  let yy = xx;
  let zz = xx;
  let xy = f32x4.splat(0);
  let xz = xy;
  let yz = xy;
  for (let row: isize = -1; row <= 1; row++) {
    for (let column: isize = -1; column <= 1; column++) {
      const offset = row * <isize>rowBytes + column * 4;
      const x = f32x4.sub(v128.load(red + offset), meanRed);
      const y = f32x4.sub(v128.load(green + offset), meanGreen);
      const z = f32x4.sub(v128.load(blue + offset), meanBlue);
      xx = f32x4.add(xx, f32x4.mul(x, x));
      xy = f32x4.add(xy, f32x4.mul(x, y));
      xz = f32x4.add(xz, f32x4.mul(x, z));
      yy = f32x4.add(yy, f32x4.mul(y, y));
      yz = f32x4.add(yz, f32x4.mul(y, z));
      zz = f32x4.add(zz, f32x4.mul(z, z));
    }
  }
  v128.store(window, meanRed);
  v128.store(window + rowBytes, meanGreen);
  v128.store(window + 2 * rowBytes, meanBlue);
  // A ninth for the covariance and a ninth for the formula's outer factor cancel, so the factors hold the plain sums.
  factorize(xx, xy, xz, yy, yz, zz, window + 3 * rowBytes, rowBytes);
}

function windowSum(plane: usize, rowBytes: usize): v128 {
  const above = plane - rowBytes;
  const below = plane + rowBytes;
  return f32x4.add(f32x4.add(rowSum(above), rowSum(plane)), rowSum(below));
}

function rowSum(cell: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(cell - 4), v128.load(cell)), v128.load(cell, 4));
}

/** Computes the 25 neighbours' values minus the pixel's own. */
function neighbourDifferences(plane: usize, rowBytes: usize, differences: usize): void {
  const own = v128.load(plane);
  let neighbour = plane - 2 * rowBytes - 8;
  for (let row = 0; row < 5; row++) {
    v128.store(differences, f32x4.sub(v128.load(neighbour), own));
    v128.store(differences, f32x4.sub(v128.load(neighbour, 4), own), 16);
    v128.store(differences, f32x4.sub(v128.load(neighbour, 8), own), 32);
    v128.store(differences, f32x4.sub(v128.load(neighbour, 12), own), 48);
    v128.store(differences, f32x4.sub(v128.load(neighbour, 16), own), 64);
    neighbour += rowBytes;
    differences += 80;
  }
}

/**
 * Adds one window to a block's rows. With d the pixel's colour minus the mean and t = Σ⁻¹d, tap j gets
 * −(1/9 + t·d + t·(Ij − Ii)), in which nothing large cancels. `corner` is the byte offset of the window's first tap.
 */
function gatherWindow(
  red: usize,
  green: usize,
  blue: usize,
  window: usize,
  planeBytes: usize,
  rows: usize,
  scratch: usize,
  corner: usize,
): void {
  const x = f32x4.sub(v128.load(red), v128.load(window));
  const y = f32x4.sub(v128.load(green), v128.load(window + planeBytes));
  const z = f32x4.sub(v128.load(blue), v128.load(window + 2 * planeBytes));
  const weight = v128.load(window + WEIGHT_PLANE * planeBytes);
  const solution = scratch + 3 * ROW_BYTES;
  solveFactored(window + 3 * planeBytes, planeBytes, x, y, z, solution);
  const isInside = f32x4.gt(weight, f32x4.splat(0));
  const tx = v128.and(v128.load(solution), isInside);
  const ty = v128.and(v128.load(solution, 16), isInside);
  const tz = v128.and(v128.load(solution, 32), isInside);
  let own = f32x4.add(weight, f32x4.mul(tx, x));
  own = f32x4.add(own, f32x4.add(f32x4.mul(ty, y), f32x4.mul(tz, z)));
  for (let row: usize = 0; row < 3; row++) {
    const tap = corner + 80 * row;
    const target = rows + tap;
    const difference = scratch + tap;
    v128.store(target, minusTap(v128.load(target), own, tx, ty, tz, difference));
    v128.store(target, minusTap(v128.load(target, 16), own, tx, ty, tz, difference + 16), 16);
    v128.store(target, minusTap(v128.load(target, 32), own, tx, ty, tz, difference + 32), 32);
  }
  // This is δij: one for each window, which is nine times its weight.
  const centre = rows + CENTRE_BYTES;
  v128.store(centre, f32x4.add(v128.load(centre), f32x4.mul(weight, f32x4.splat(9))));
}

function minusTap(sum: v128, own: v128, tx: v128, ty: v128, tz: v128, difference: usize): v128 {
  const alongX = f32x4.add(own, f32x4.mul(tx, v128.load(difference)));
  const alongY = f32x4.mul(ty, v128.load(difference, ROW_BYTES));
  const alongZ = f32x4.mul(tz, v128.load(difference, 2 * ROW_BYTES));
  return f32x4.sub(sum, f32x4.add(alongX, f32x4.add(alongY, alongZ)));
}

function finishRows(rows: usize, unknown: v128, priorWeight: f32, inverseDiagonal: usize): void {
  for (let tap: usize = 0; tap < ROW_BYTES; tap += 16) {
    v128.store(rows + tap, v128.and(v128.load(rows + tap), unknown));
  }
  const centre = rows + CENTRE_BYTES;
  const diagonal = f32x4.add(v128.load(centre), f32x4.splat(priorWeight));
  v128.store(centre, v128.and(diagonal, unknown));
  v128.store(inverseDiagonal, v128.and(f32x4.div(f32x4.splat(1), diagonal), unknown));
}
