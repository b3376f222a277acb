/** Splits RGB pixels into planes of luminance and chroma, with libjpeg's integer arithmetic. */
import type { Raster } from "../../ports.ts";

export interface Plane {
  /** Rounded up to complete units of the scan. */
  readonly width: number;
  readonly height: number;
  /** Number of 8-pixel blocks with picture content; the rest of a unit is padding. */
  readonly columns: number;
  readonly rows: number;
  readonly data: Uint8Array;
}

const fraction = 16;
const fixed = (value: number): number => Math.floor(value * 2 ** fraction + 0.5);
const half = 1 << (fraction - 1);
const middle = 128 << fraction;
const y = { red: fixed(0.299), green: fixed(0.587), blue: fixed(0.114) } as const;
const cb = { red: fixed(0.168735892), green: fixed(0.331264108) } as const;
const cr = { green: fixed(0.418687589), blue: fixed(0.081312411) } as const;

/** `halved`: chroma at half the size. The last column and row are repeated to complete blocks. */
export function planesOf({ width, height, data }: Raster, halved: boolean): readonly [Plane, Plane, Plane] {
  const unit = halved ? 16 : 8;
  const size = { width: Math.ceil(width / unit) * unit, height: Math.ceil(height / unit) * unit };
  const samples = size.width * size.height;
  const luminance = new Uint8Array(samples);
  const blueness = new Uint8Array(samples);
  const redness = new Uint8Array(samples);
  for (let row = 0, to = 0; row < size.height; row++) {
    const line = Math.min(row, height - 1) * width;
    for (let column = 0; column < size.width; column++, to++) {
      const from = (line + Math.min(column, width - 1)) * 3;
      const red = data[from]!;
      const green = data[from + 1]!;
      const blue = data[from + 2]!;
      luminance[to] = (y.red * red + y.green * green + y.blue * blue + half) >> fraction;
      blueness[to] = (-cb.red * red - cb.green * green + half * blue + middle + half - 1) >> fraction;
      redness[to] = (half * red - cr.green * green - cr.blue * blue + middle + half - 1) >> fraction;
    }
  }
  const blocks = { columns: Math.ceil(width / 8), rows: Math.ceil(height / 8) };
  const plane = (samples: Uint8Array): Plane => ({ ...size, ...blocks, data: samples });
  const colour = (samples: Uint8Array): Plane => (halved ? halve(plane(samples)) : plane(samples));
  return [plane(luminance), colour(blueness), colour(redness)];
}

/** Halves are rounded up and down alternately. */
function halve({ width, height, data }: Plane): Plane {
  const out = new Uint8Array((width * height) / 4);
  for (let row = 0, to = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2, to++) {
      const at = row * width + column;
      const bias = (column & 2) === 0 ? 1 : 2;
      out[to] = (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]! + bias) >> 2;
    }
  }
  return { width: width / 2, height: height / 2, columns: width / 16, rows: height / 16, data: out };
}
