/** Copies the caller's packed rows into the kernel's planes. */
import { repeatEdges, wipeMargins } from "./grid";

/** Writes three planes of values 0..1 from packed code values. `valueOfCode` has 256 floats. */
export function unpackColour(
  rgb: usize,
  valueOfCode: usize,
  red: usize,
  green: usize,
  blue: usize,
  width: i32,
  height: i32,
  stride: i32,
): void {
  for (let y = 0; y < height; y++) {
    let source = rgb + <usize>(y * width * 3);
    let offset = (<usize>(y * stride)) << 2;
    for (let x = 0; x < width; x++) {
      store<f32>(red + offset, load<f32>(valueOfCode + ((<usize>load<u8>(source)) << 2)));
      store<f32>(green + offset, load<f32>(valueOfCode + ((<usize>load<u8>(source, 1)) << 2)));
      store<f32>(blue + offset, load<f32>(valueOfCode + ((<usize>load<u8>(source, 2)) << 2)));
      source += 3;
      offset += 4;
    }
  }
  finishPlane(red, width, height, stride);
  finishPlane(green, width, height, stride);
  finishPlane(blue, width, height, stride);
}

/** Writes a plane of values 0..1 from packed floats. Values outside are clamped. */
export function unpackAlpha(
  packed: usize,
  plane: usize,
  width: i32,
  height: i32,
  stride: i32,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let y = 0; y < height; y++) {
    const source = packed + ((<usize>(y * width)) << 2);
    const target = plane + ((<usize>(y * stride)) << 2);
    // The last group may read into the next row; what it writes is in the margin, which is wiped below.
    for (let x = 0; x < width; x += 4) {
      const offset = (<usize>x) << 2;
      v128.store(target + offset, f32x4.max(f32x4.min(v128.load(source + offset), one), zero));
    }
  }
  finishPlane(plane, width, height, stride);
}

function finishPlane(plane: usize, width: i32, height: i32, stride: i32): void {
  wipeMargins(plane, 4, width, height, stride);
  repeatEdges(plane, width, height, stride);
}
