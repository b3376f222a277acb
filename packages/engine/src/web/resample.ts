/** Resamples pixels as libvips does, so that a photo comes out of the phone as it comes out of the server. */
import type { Raster } from "../ports.ts";

export type Kernel = "lanczos3" | "triangle";

/** How many pixels of the result's size a kernel reaches to each side. */
const reach: Readonly<Record<Kernel, number>> = { lanczos3: 3, triangle: 1 };

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const heightOf: Readonly<Record<Kernel, (x: number) => number>> = {
  lanczos3: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
  triangle: (x) => Math.max(0, 1 - Math.abs(x)),
};

/** Enlarged is by this cubic (Catmull-Rom), whatever the kernel. */
function cubicHeight(x: number): number {
  const at = Math.abs(x);
  if (at < 1) return (1.5 * at - 2.5) * at * at + 1;
  return at < 2 ? ((-0.5 * at + 2.5) * at - 4) * at + 2 : 0;
}
const cubicReach = 2;

/** Along one axis: of each pixel of the result the first source pixel, which may lie outside, and `taps` weights. */
interface Axis {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

function axisOf(from: number, to: number, kernel: Kernel): Axis {
  const shrink = Math.max(1, from / to);
  const enlarged = to > from;
  const height = enlarged ? cubicHeight : heightOf[kernel];
  const taps = 2 * Math.round((enlarged ? cubicReach : reach[kernel]) * shrink) + 1;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * taps);
  for (let i = 0; i < to; i++) {
    // libvips lays an enlarged picture half a pixel of the result off.
    const centre = (enlarged ? i : i + 0.5) * (from / to);
    first[i] = Math.floor(centre) - (taps - 1) / 2;
    const own = Array.from({ length: taps }, (_, tap) => height((first[i]! + tap + 0.5 - centre) / shrink));
    const sum = own.reduce((all, weight) => all + weight, 0);
    for (const [tap, weight] of own.entries()) weights[i * taps + tap] = weight / sum;
  }
  return { taps, first, weights };
}

/** What is reduced by more than twice this is first reduced to it by means. */
const leftToKernel = 2;

/** Rows first, then columns, rounded to whole codes between. */
export function resample(source: Raster, width: number, height: number, kernel: Kernel): Raster {
  const side = Math.max(1, Math.floor(Math.min(source.width / width, source.height / height) / leftToKernel));
  const raster = shrinkByMeans(source, side);
  const rows = height === raster.height ? raster : resampleRows(raster, axisOf(raster.height, height, kernel), height);
  return width === rows.width ? rows : resampleColumns(rows, axisOf(rows.width, width, kernel), width);
}

function resampleRows({ width, height, data }: Raster, { taps, first, weights }: Axis, toHeight: number): Raster {
  const length = width * 3;
  const out = new Uint8ClampedArray(length * toHeight);
  const sums = new Float32Array(length);
  for (let y = 0; y < toHeight; y++) {
    sums.fill(0);
    for (let tap = 0; tap < taps; tap++) {
      const weight = weights[y * taps + tap]!;
      if (weight === 0) continue;
      const from = Math.min(height - 1, Math.max(0, first[y]! + tap)) * length;
      for (let i = 0; i < length; i++) sums[i] = sums[i]! + weight * data[from + i]!;
    }
    out.set(sums, y * length);
  }
  return { width, height: toHeight, data: new Uint8Array(out.buffer) };
}

function resampleColumns({ width, height, data }: Raster, { taps, first, weights }: Axis, toWidth: number): Raster {
  const out = new Uint8ClampedArray(toWidth * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    const line = y * width;
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = 0; tap < taps; tap++) {
        const weight = weights[x * taps + tap]!;
        const from = (line + Math.min(width - 1, Math.max(0, first[x]! + tap))) * 3;
        red += weight * data[from]!;
        green += weight * data[from + 1]!;
        blue += weight * data[from + 2]!;
      }
      out[to] = red;
      out[to + 1] = green;
      out[to + 2] = blue;
    }
  }
  return { width: toWidth, height, data: new Uint8Array(out.buffer) };
}

/** Below this share of its height a Gaussian is left out. */
const leastShare = 0.01;

/** The same size, widened by a Gaussian. */
export function blur(raster: Raster, sigmaPx: number): Raster {
  const radius = Math.max(0, Math.ceil(sigmaPx * Math.sqrt(-2 * Math.log(leastShare))) - 1);
  const bell = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigmaPx ** 2)));
  const sum = bell.reduce((all, weight) => all + weight, 0);
  const axis = (length: number): Axis => ({
    taps: bell.length,
    first: Int32Array.from({ length }, (_, i) => i - radius),
    weights: Float32Array.from({ length: length * bell.length }, (_, i) => bell[i % bell.length]! / sum),
  });
  const { width, height } = raster;
  return resampleColumns(resampleRows(raster, axis(height), height), axis(width), width);
}

/** Means of squares of `side` pixels; at the right and below the last ones hold what is left. */
export function shrinkByMeans(raster: Raster, side: number): Raster {
  if (side === 1) return raster;
  const { width, height, data } = raster;
  const [toWidth, toHeight] = [Math.ceil(width / side), Math.ceil(height / side)];
  const out = new Uint8Array(toWidth * toHeight * 3);
  const half = (side * side) >> 1;
  for (let y = 0, to = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = half;
      let green = half;
      let blue = half;
      for (let k = 0; k < side * side; k++) {
        const row = Math.min(height - 1, y * side + Math.trunc(k / side));
        const from = (row * width + Math.min(width - 1, x * side + (k % side))) * 3;
        red += data[from]!;
        green += data[from + 1]!;
        blue += data[from + 2]!;
      }
      out[to] = red / (side * side);
      out[to + 1] = green / (side * side);
      out[to + 2] = blue / (side * side);
    }
  }
  return { width: toWidth, height: toHeight, data: out };
}
