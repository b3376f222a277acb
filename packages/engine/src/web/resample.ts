/** Resamples pixels as libvips does, so that phone and server produce the same photo. */
import type { Raster } from "../ports.ts";

export type Kernel = "lanczos3" | "triangle";

/** Radius of each kernel, in pixels of the result's size. */
const reach: Readonly<Record<Kernel, number>> = { lanczos3: 3, triangle: 1 };

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const heightOf: Readonly<Record<Kernel, (x: number) => number>> = {
  lanczos3: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
  triangle: (x) => Math.max(0, 1 - Math.abs(x)),
};

/** Enlarging uses this cubic (Catmull-Rom), whatever the kernel. */
function cubicHeight(x: number): number {
  const at = Math.abs(x);
  if (at < 1) return (1.5 * at - 2.5) * at * at + 1;
  return at < 2 ? ((-0.5 * at + 2.5) * at - 4) * at + 2 : 0;
}
const cubicReach = 2;

/** Along one axis: for each pixel of the result the first source pixel, which may be outside, and `taps` weights. */
interface Axis {
  readonly taps: number;
  readonly first: Int32Array;
  /** In units of 1 / `one`. */
  readonly weights: Int32Array;
}

/** Browsers add integers faster than fractions; this many bits are exact to a fiftieth of a code. */
const oneBits = 16;
const one = 2 ** oneBits;
const half = one / 2;

function axisOf(from: number, to: number, kernel: Kernel): Axis {
  const shrink = Math.max(1, from / to);
  const enlarged = to > from;
  const height = enlarged ? cubicHeight : heightOf[kernel];
  const taps = 2 * Math.round((enlarged ? cubicReach : reach[kernel]) * shrink) + 1;
  const first = new Int32Array(to);
  const weights = new Int32Array(to * taps);
  for (let i = 0; i < to; i++) {
    // libvips shifts an enlarged picture by half a pixel of the result.
    const centre = (enlarged ? i : i + 0.5) * (from / to);
    first[i] = Math.floor(centre) - (taps - 1) / 2;
    const own = Array.from({ length: taps }, (_, tap) => height((first[i]! + tap + 0.5 - centre) / shrink));
    const sum = own.reduce((all, weight) => all + weight, 0);
    for (const [tap, weight] of own.entries()) weights[i * taps + tap] = Math.round((weight / sum) * one);
  }
  return { taps, first, weights };
}

/** A reduction by more than twice this first reduces to it by means. */
const leftToKernel = 2;

/** Rows first, then columns, rounded to integer codes in between. */
export function resample(source: Raster, width: number, height: number, kernel: Kernel): Raster {
  const side = Math.max(1, Math.floor(Math.min(source.width / width, source.height / height) / leftToKernel));
  const raster = side === 1 ? source : shrinkByMeans({ ...source, stride: 3 }, side);
  const rows = height === raster.height ? raster : resampleRows(raster, axisOf(raster.height, height, kernel), height);
  return width === rows.width ? rows : resampleColumns(rows, axisOf(rows.width, width, kernel), width);
}

function resampleRows({ width, height, data }: Raster, { taps, first, weights }: Axis, toHeight: number): Raster {
  const length = width * 3;
  const out = new Uint8ClampedArray(length * toHeight);
  const sums = new Int32Array(length);
  const lineOf = (row: number): number => Math.min(height - 1, Math.max(0, row)) * length;
  for (let y = 0; y < toHeight; y++) {
    sums.fill(half);
    // Two taps at a time: reading and writing the sums is most of the work.
    for (let tap = 0; tap < taps; tap += 2) {
      const hasNext = tap + 1 < taps;
      const [above, below] = [lineOf(first[y]! + tap), lineOf(first[y]! + tap + (hasNext ? 1 : 0))];
      const [weight, next] = [weights[y * taps + tap]!, hasNext ? weights[y * taps + tap + 1]! : 0];
      for (let i = 0; i < length; i++)
        sums[i] = sums[i]! + Math.imul(weight, data[above + i]!) + Math.imul(next, data[below + i]!);
    }
    for (let i = 0, to = y * length; i < length; i++, to++) out[to] = sums[i]! >> oneBits;
  }
  return { width, height: toHeight, data: new Uint8Array(out.buffer) };
}

function resampleColumns({ width, height, data }: Raster, { taps, first, weights }: Axis, toWidth: number): Raster {
  const out = new Uint8ClampedArray(toWidth * height * 3);
  const places = Int32Array.from({ length: toWidth * taps }, (_, i) => {
    const column = first[Math.floor(i / taps)]! + (i % taps);
    return Math.min(width - 1, Math.max(0, column)) * 3;
  });
  for (let y = 0, to = 0; y < height; y++) {
    const line = y * width * 3;
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = half;
      let green = half;
      let blue = half;
      for (let i = x * taps; i < (x + 1) * taps; i++) {
        const weight = weights[i]!;
        const from = line + places[i]!;
        red += Math.imul(weight, data[from]!);
        green += Math.imul(weight, data[from + 1]!);
        blue += Math.imul(weight, data[from + 2]!);
      }
      out[to] = red >> oneBits;
      out[to + 1] = green >> oneBits;
      out[to + 2] = blue >> oneBits;
    }
  }
  return { width: toWidth, height, data: new Uint8Array(out.buffer) };
}

/** A Gaussian is cut off below this share of its height. */
const leastShare = 0.01;

/** Applies a Gaussian blur and keeps the size. */
export function blur(raster: Raster, sigmaPx: number): Raster {
  const radius = Math.max(0, Math.ceil(sigmaPx * Math.sqrt(-2 * Math.log(leastShare))) - 1);
  const bell = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigmaPx ** 2)));
  const sum = bell.reduce((all, weight) => all + weight, 0);
  const axis = (length: number): Axis => ({
    taps: bell.length,
    first: Int32Array.from({ length }, (_, i) => i - radius),
    weights: Int32Array.from({ length: length * bell.length }, (_, i) =>
      Math.round((bell[i % bell.length]! / sum) * one),
    ),
  });
  const { width, height } = raster;
  return resampleColumns(resampleRows(raster, axis(height), height), axis(width), width);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Bytes per pixel; the first three are its colour. */
  readonly stride: 3 | 4;
}

/** Reduces pixels by a whole number, as a JPEG decoder does: means of squares of `side` pixels; at the right and bottom edge the last ones are partial. */
export function shrinkByMeans({ width, height, data, stride }: Pixels, side: number): Raster {
  const [toWidth, toHeight] = [Math.ceil(width / side), Math.ceil(height / side)];
  const out = new Uint8Array(toWidth * toHeight * 3);
  if (side === 1) {
    if (stride === 3) out.set(data);
    else copyColours(data, out);
    return { width, height, data: out };
  }
  const columns = Int32Array.from({ length: toWidth * side }, (_, x) => Math.min(width - 1, x) * stride);
  const count = side * side;
  const half = count >> 1;
  for (let y = 0, to = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = half;
      let green = half;
      let blue = half;
      for (let dy = 0; dy < side; dy++) {
        const row = Math.min(height - 1, y * side + dy) * width * stride;
        for (let column = x * side; column < (x + 1) * side; column++) {
          const from = row + columns[column]!;
          red += data[from]!;
          green += data[from + 1]!;
          blue += data[from + 2]!;
        }
      }
      out[to] = red / count;
      out[to + 1] = green / count;
      out[to + 2] = blue / count;
    }
  }
  return { width: toWidth, height: toHeight, data: out };
}

function copyColours(rgba: Pixels["data"], out: Uint8Array): void {
  for (let from = 0, to = 0; to < out.length; from += 4, to += 3) {
    out[to] = rgba[from]!;
    out[to + 1] = rgba[from + 1]!;
    out[to + 2] = rgba[from + 2]!;
  }
}
