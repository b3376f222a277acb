/** Splits RGB pixels into planes of luminance and chroma, with libjpeg's integer arithmetic. */
import type { JpegTables } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../../ports.ts";

/** Position in a row-major block of each coefficient in the file's order. */
export const zigzag = Uint8Array.of(
  ...[
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21,
  ],
  ...[
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61,
  ],
  ...[54, 47, 55, 62, 63],
);

interface TablePair {
  readonly luminance: readonly number[];
  readonly chrominance: readonly number[];
}

/** Tables of Annex K of ISO/IEC 10918-1, and mozjpeg's, tuned for multi-scale SSIM, row by row. */
const atQuality50: Readonly<Record<JpegTables, TablePair>> = {
  "annex-k": {
    luminance: [
      ...[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55],
      ...[14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62],
      ...[18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92],
      ...[49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99],
    ],
    chrominance: [
      ...[17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99],
      ...[24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99],
      ...Array.from({ length: 32 }, () => 99),
    ],
  },
  "ms-ssim": {
    luminance: [
      ...[12, 17, 20, 21, 30, 34, 56, 63, 18, 20, 20, 26, 28, 51, 61, 55],
      ...[19, 20, 21, 26, 33, 58, 69, 55, 26, 26, 26, 30, 46, 87, 86, 66],
      ...[31, 33, 36, 40, 46, 96, 100, 73, 40, 35, 46, 62, 81, 100, 111, 91],
      ...[46, 66, 76, 86, 102, 121, 120, 101, 68, 90, 90, 96, 113, 102, 105, 103],
    ],
    chrominance: [
      ...[8, 12, 15, 15, 86, 96, 96, 98, 13, 13, 15, 26, 90, 96, 99, 98],
      ...[12, 15, 18, 96, 99, 99, 99, 99, 17, 16, 90, 96, 99, 99, 99, 99],
      ...[96, 96, ...Array.from({ length: 30 }, () => 99)],
    ],
  },
};

export function tablesOf(tables: JpegTables, quality: number): TablePair {
  const percent = quality < 50 ? Math.trunc(5000 / quality) : 200 - 2 * quality;
  const scaled = (table: readonly number[]): number[] =>
    table.map((value) => Math.min(255, Math.max(1, Math.trunc((value * percent + 50) / 100))));
  const { luminance, chrominance } = atQuality50[tables];
  return { luminance: scaled(luminance), chrominance: scaled(chrominance) };
}

export interface Plane {
  /** Width, rounded up to complete units of the scan. */
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

/**
 * Returns the planes, with chroma at half the size if `halved`. The last column and row are repeated to complete
 * blocks.
 */
export function planesOf(
  { width, height, data }: Raster,
  halved: boolean,
): readonly [Plane, Plane, Plane] {
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
      blueness[to] =
        (-cb.red * red - cb.green * green + half * blue + middle + half - 1) >> fraction;
      redness[to] =
        (half * red - cr.green * green - cr.blue * blue + middle + half - 1) >> fraction;
    }
  }
  const blocks = { columns: Math.ceil(width / 8), rows: Math.ceil(height / 8) };
  const plane = (samples: Uint8Array): Plane => ({ ...size, ...blocks, data: samples });
  const colour = (samples: Uint8Array): Plane => (halved ? halve(plane(samples)) : plane(samples));
  return [plane(luminance), colour(blueness), colour(redness)];
}

/** Halves a plane. Halves of codes are rounded up and down alternately. */
function halve({ width, height, data }: Plane): Plane {
  const out = new Uint8Array((width * height) / 4);
  for (let row = 0, to = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2, to++) {
      const at = row * width + column;
      const bias = (column & 2) === 0 ? 1 : 2;
      out[to] = (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]! + bias) >> 2;
    }
  }
  return {
    width: width / 2,
    height: height / 2,
    columns: width / 16,
    rows: height / 16,
    data: out,
  };
}
