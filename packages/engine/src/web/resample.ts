/** Resamples pixels as libvips does, so that phone and server produce the same photo. */
import type { Raster } from "../ports.ts";

export type Kernel = "lanczos3" | "triangle";

/** Radius of each kernel, in pixels of the result's size. */
const kernelRadius: Readonly<Record<Kernel, number>> = { lanczos3: 3, triangle: 1 };

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kernelValues: Readonly<Record<Kernel, (x: number) => number>> = {
  lanczos3: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
  triangle: (x) => Math.max(0, 1 - Math.abs(x)),
};

/** Returns the cubic (Catmull-Rom) by which every kernel enlarges. */
function cubicValue(x: number): number {
  const at = Math.abs(x);
  if (at < 1) return (1.5 * at - 2.5) * at * at + 1;
  return at < 2 ? ((-0.5 * at + 2.5) * at - 4) * at + 2 : 0;
}
const cubicRadius = 2;

/** Along one axis: for each pixel of the result the first source pixel, which may be outside, and `taps` weights. */
interface Axis {
  readonly taps: number;
  readonly firstSource: Int32Array;
  /** Weights in units of 1 / `weightScale`. */
  readonly weights: Int32Array;
}

/** Fixed-point weights, because browsers add integers faster. Sixteen bits are exact to a fiftieth of a code. */
const weightBits = 16;
const weightScale = 2 ** weightBits;
const roundingOffset = weightScale / 2;

function createAxis(from: number, to: number, kernel: Kernel): Axis {
  const shrink = Math.max(1, from / to);
  const enlarged = to > from;
  const kernelValue = enlarged ? cubicValue : kernelValues[kernel];
  const taps = 2 * Math.round((enlarged ? cubicRadius : kernelRadius[kernel]) * shrink) + 1;
  const firstSource = new Int32Array(to);
  const weights = new Int32Array(to * taps);
  for (let i = 0; i < to; i++) {
    // libvips shifts an enlarged picture by half a pixel of the result.
    const centre = (enlarged ? i : i + 0.5) * (from / to);
    firstSource[i] = Math.floor(centre) - (taps - 1) / 2;
    const tapWeights = Array.from({ length: taps }, (_, tap) =>
      kernelValue((firstSource[i]! + tap + 0.5 - centre) / shrink),
    );
    const sum = tapWeights.reduce((all, weight) => all + weight, 0);
    for (const [tap, weight] of tapWeights.entries())
      weights[i * taps + tap] = Math.round((weight / sum) * weightScale);
  }
  return { taps, firstSource, weights };
}

/** Factor left for the kernel. From twice this on, averaging squares of pixels does the rest of the reduction first. */
const kernelReduction = 2;

/** Resamples along y, then along x. Codes are rounded to integers in between. */
export function resample(source: Raster, width: number, height: number, kernel: Kernel): Raster {
  const factor = Math.max(
    1,
    Math.floor(Math.min(source.width / width, source.height / height) / kernelReduction),
  );
  const raster = factor === 1 ? source : shrinkByMeans({ ...source, stride: 3 }, factor);
  const rows =
    height === raster.height
      ? raster
      : resampleRows(raster, createAxis(raster.height, height, kernel), height);
  return width === rows.width
    ? rows
    : resampleColumns(rows, createAxis(rows.width, width, kernel), width);
}

function resampleRows(
  { width, height, data }: Raster,
  { taps, firstSource, weights }: Axis,
  toHeight: number,
): Raster {
  const length = width * 3;
  const out = new Uint8ClampedArray(length * toHeight);
  const sums = new Int32Array(length);
  const lineOf = (row: number): number => Math.min(height - 1, Math.max(0, row)) * length;
  for (let y = 0; y < toHeight; y++) {
    sums.fill(roundingOffset);
    // Two taps at a time: reading and writing the sums is most of the work.
    for (let tap = 0; tap < taps; tap += 2) {
      const hasNext = tap + 1 < taps;
      const [above, below] = [
        lineOf(firstSource[y]! + tap),
        lineOf(firstSource[y]! + tap + (hasNext ? 1 : 0)),
      ];
      const [weight, next] = [weights[y * taps + tap]!, hasNext ? weights[y * taps + tap + 1]! : 0];
      for (let i = 0; i < length; i++)
        sums[i] =
          sums[i]! + Math.imul(weight, data[above + i]!) + Math.imul(next, data[below + i]!);
    }
    for (let i = 0, to = y * length; i < length; i++, to++) out[to] = sums[i]! >> weightBits;
  }
  return { width, height: toHeight, data: new Uint8Array(out.buffer) };
}

function resampleColumns(
  { width, height, data }: Raster,
  { taps, firstSource, weights }: Axis,
  toWidth: number,
): Raster {
  const out = new Uint8ClampedArray(toWidth * height * 3);
  const places = Int32Array.from({ length: toWidth * taps }, (_, i) => {
    const column = firstSource[Math.floor(i / taps)]! + (i % taps);
    return Math.min(width - 1, Math.max(0, column)) * 3;
  });
  for (let y = 0, to = 0; y < height; y++) {
    const line = y * width * 3;
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = roundingOffset;
      let green = roundingOffset;
      let blue = roundingOffset;
      for (let i = x * taps; i < (x + 1) * taps; i++) {
        const weight = weights[i]!;
        const from = line + places[i]!;
        red += Math.imul(weight, data[from]!);
        green += Math.imul(weight, data[from + 1]!);
        blue += Math.imul(weight, data[from + 2]!);
      }
      out[to] = red >> weightBits;
      out[to + 1] = green >> weightBits;
      out[to + 2] = blue >> weightBits;
    }
  }
  return { width: toWidth, height, data: new Uint8Array(out.buffer) };
}

/** Share of its height below which a Gaussian is cut off. */
const cutOffShare = 0.01;

/** Applies a Gaussian blur and keeps the size. */
export function blur(raster: Raster, sigmaPx: number): Raster {
  const radius = Math.max(0, Math.ceil(sigmaPx * Math.sqrt(-2 * Math.log(cutOffShare))) - 1);
  const gaussian = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigmaPx ** 2)),
  );
  const sum = gaussian.reduce((all, weight) => all + weight, 0);
  const axis = (length: number): Axis => ({
    taps: gaussian.length,
    firstSource: Int32Array.from({ length }, (_, i) => i - radius),
    weights: Int32Array.from({ length: length * gaussian.length }, (_, i) =>
      Math.round((gaussian[i % gaussian.length]! / sum) * weightScale),
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

/**
 * Reduces pixels by an integer factor, as a JPEG decoder does: each result is the mean of a square. Squares at the right
 * and bottom edge are padded with the last pixel.
 */
export function shrinkByMeans({ width, height, data, stride }: Pixels, factor: number): Raster {
  const [toWidth, toHeight] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const out = new Uint8Array(toWidth * toHeight * 3);
  if (factor === 1) {
    if (stride === 3) out.set(data);
    else copyColours(data, out);
    return { width, height, data: out };
  }
  const columns = Int32Array.from(
    { length: toWidth * factor },
    (_, x) => Math.min(width - 1, x) * stride,
  );
  const count = factor * factor;
  const halfCount = count >> 1;
  for (let y = 0, to = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = halfCount;
      let green = halfCount;
      let blue = halfCount;
      for (let dy = 0; dy < factor; dy++) {
        const row = Math.min(height - 1, y * factor + dy) * width * stride;
        for (let column = x * factor; column < (x + 1) * factor; column++) {
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
