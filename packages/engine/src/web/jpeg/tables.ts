/** Quantisation tables of JPEG at quality 50, with the scaling of the IJG's encoder and its descendants. */
import type { JpegTables } from "@gradphoto/domain/photo-standard";

/** Position in a row-major block of each coefficient in the file's order. */
export const zigzag = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21],
  ...[28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61],
  ...[54, 47, 55, 62, 63],
);

interface TablePair {
  readonly luminance: readonly number[];
  readonly chrominance: readonly number[];
}

/** Tables of Annex K of ISO/IEC 10918-1, and mozjpeg's tuned for multi-scale SSIM; row by row. */
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
