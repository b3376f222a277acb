/**
 * Full-size planes, with one value per cell and rows `stride` cells apart. Every plane is passed as the address of its
 * cell (0, 0) and has MARGIN_ROWS rows before and after it. The stride leaves at least 16 cells after each row, which
 * also are the cells before the next. So neighbours are fixed offsets, and no loop checks the picture's border.
 */
export const MARGIN_ROWS: i32 = 4;

/** Fills every cell outside the picture with zero bytes. */
export function wipeMargins(
  plane: usize,
  cellBytes: i32,
  width: i32,
  height: i32,
  stride: i32,
): void {
  const rowBytes: usize = stride * cellBytes;
  const usedBytes: usize = width * cellBytes;
  memory.fill(plane - rowBytes * MARGIN_ROWS, 0, rowBytes * MARGIN_ROWS);
  for (let y = 0; y < height; y++) {
    memory.fill(plane + rowBytes * y + usedBytes, 0, rowBytes - usedBytes);
  }
  memory.fill(plane + rowBytes * height, 0, rowBytes * MARGIN_ROWS);
}

/** Repeats the last column and the last row of a float plane once, so that 2 × 2 cells exist for odd sizes. */
export function repeatEdges(plane: usize, width: i32, height: i32, stride: i32): void {
  for (let y = 0; y < height; y++) {
    const end = plane + ((<usize>(y * stride + width)) << 2);
    store<f32>(end, load<f32>(end - 4));
  }
  const rowBytes = (<usize>stride) << 2;
  const below = plane + rowBytes * height;
  memory.copy(below, below - rowBytes, (<usize>(width + 1)) << 2);
}
