/**
 * Reduced pictures, with one vector of four floats per cell, rows packed without margins. Red, green and blue take the
 * first three lanes.
 */

/**
 * Halves four planes, whose last column and row are repeated. The size is rounded up; each cell is the mean of 2 × 2.
 */
export function halvePlanes(
  red: usize,
  green: usize,
  blue: usize,
  alpha: usize,
  cells: usize,
  width: i32,
  height: i32,
  stride: i32,
): void {
  const columns = (width + 1) >> 1;
  const lines = (height + 1) >> 1;
  const below: usize = stride << 2;
  let cell = cells;
  for (let y = 0; y < lines; y++) {
    let offset = (<usize>(2 * y * stride)) << 2;
    for (let x = 0; x < columns; x++) {
      const sums = f32x4(
        sumOfSquare(red + offset, below),
        sumOfSquare(green + offset, below),
        sumOfSquare(blue + offset, below),
        sumOfSquare(alpha + offset, below),
      );
      v128.store(cell, f32x4.mul(sums, f32x4.splat(0.25)));
      cell += 16;
      offset += 8;
    }
  }
}

function sumOfSquare(cell: usize, below: usize): f32 {
  return (
    load<f32>(cell) + load<f32>(cell, 4) + (load<f32>(cell + below) + load<f32>(cell + below, 4))
  );
}

/** Halves cells. The size is rounded up, and an odd last column or row is repeated. */
export function halveCells(source: usize, target: usize, width: i32, height: i32): void {
  const columns = (width + 1) >> 1;
  const lines = (height + 1) >> 1;
  let cell = target;
  for (let y = 0; y < lines; y++) {
    const upper = source + ((<usize>(2 * y * width)) << 4);
    const lower = source + ((<usize>(min(2 * y + 1, height - 1) * width)) << 4);
    for (let x = 0; x < columns; x++) {
      const left = (<usize>(2 * x)) << 4;
      const right = (<usize>min(2 * x + 1, width - 1)) << 4;
      const above = f32x4.add(v128.load(upper + left), v128.load(upper + right));
      const below = f32x4.add(v128.load(lower + left), v128.load(lower + right));
      v128.store(cell, f32x4.mul(f32x4.add(above, below), f32x4.splat(0.25)));
      cell += 16;
    }
  }
}

/** Sums over the square of the given radius, as far as it is inside. `columnSums` is room for one row. */
export function boxSum(
  source: usize,
  target: usize,
  columnSums: usize,
  width: i32,
  height: i32,
  radius: i32,
): void {
  const rowBytes = (<usize>width) << 4;
  memory.fill(columnSums, 0, rowBytes);
  for (let y = 0; y < min(radius, height); y++) addRow(source + rowBytes * y, columnSums, rowBytes);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(source + rowBytes * (y + radius), columnSums, rowBytes);
    if (y > radius) subtractRow(source + rowBytes * (y - radius - 1), columnSums, rowBytes);
    slideAlong(columnSums, target + rowBytes * y, width, radius);
  }
}

function addRow(row: usize, sums: usize, rowBytes: usize): void {
  for (let i: usize = 0; i < rowBytes; i += 16) {
    v128.store(sums + i, f32x4.add(v128.load(sums + i), v128.load(row + i)));
  }
}

function subtractRow(row: usize, sums: usize, rowBytes: usize): void {
  for (let i: usize = 0; i < rowBytes; i += 16) {
    v128.store(sums + i, f32x4.sub(v128.load(sums + i), v128.load(row + i)));
  }
}

/** Sums 2 · radius + 1 neighbours in a row, as far as they are inside. */
function slideAlong(row: usize, target: usize, width: i32, radius: i32): void {
  let sum = f32x4.splat(0);
  for (let x = 0; x < min(radius, width); x++)
    sum = f32x4.add(sum, v128.load(row + ((<usize>x) << 4)));
  for (let x = 0; x < width; x++) {
    if (x + radius < width) sum = f32x4.add(sum, v128.load(row + ((<usize>(x + radius)) << 4)));
    if (x > radius) sum = f32x4.sub(sum, v128.load(row + ((<usize>(x - radius - 1)) << 4)));
    v128.store(target + ((<usize>x) << 4), sum);
  }
}

/** Returns how many cells of a line of `length` are within `radius` of `position`. */
export function cellsInReach(position: i32, length: i32, radius: i32): i32 {
  return min(position + radius, length - 1) - max(position - radius, 0) + 1;
}

/** Returns the bilinear value at the centre of pixel (x, y) of the picture of twice the size. Edges repeat. */
export function sampleCells(cells: usize, x: i32, y: i32, width: i32, height: i32): v128 {
  const upper = cells + ((<usize>(clampIndex((y - 1) >> 1, height) * width)) << 4);
  const lower = cells + ((<usize>(clampIndex((y + 1) >> 1, height) * width)) << 4);
  const leftBytes = (<usize>clampIndex((x - 1) >> 1, width)) << 4;
  const rightBytes = (<usize>clampIndex((x + 1) >> 1, width)) << 4;
  const across = shareOfNext(x);
  const above = blend(v128.load(upper + leftBytes), v128.load(upper + rightBytes), across);
  const below = blend(v128.load(lower + leftBytes), v128.load(lower + rightBytes), across);
  return blend(above, below, shareOfNext(y));
}

function clampIndex(index: i32, length: i32): i32 {
  return min(max(index, 0), length - 1);
}

/** Returns 1/4 or 3/4: a pixel's centre is a quarter of a cell from the centre of the cell that contains it. */
function shareOfNext(position: i32): v128 {
  return f32x4.splat(position & 1 ? 0.25 : 0.75);
}

function blend(from: v128, to: v128, share: v128): v128 {
  return f32x4.add(from, f32x4.mul(f32x4.sub(to, from), share));
}
