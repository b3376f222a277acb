/** Matting Laplacian, which measures how well alphas agree with the colours of a picture. */
import { darkestLight, windowEpsilon } from "../../../../packages/matting/src/parameters.ts";
import type { Raster } from "./raster.ts";
import { invertSymmetric, timesVector } from "./symmetric-matrix.ts";

/**
 * Number of entries of a row. A pixel is coupled with the 5 × 5 pixels around it, row by row. The pixel itself is tap
 * 12.
 */
export const TAPS = 25;
export const CENTRE_TAP = 12;

/**
 * Rows of the matting Laplacian for the given pixels, TAPS numbers each:
 * L(i, j) = Σ over the 3 × 3 windows k that hold i and j of
 * δij − (1 + (Ii − μk)ᵀ (Σk + ε/9 U)⁻¹ (Ij − μk)) / 9
 * with ε in proportion to the window's light (Levin, Lischinski, Weiss 2008, "A Closed-Form Solution to Natural Image Matting", equation 12). Only windows wholly
 * inside the picture count, so taps outside it stay 0.
 *
 * @param colour 3 channels, 0..1
 */
export function laplacianRows(colour: Raster, unknown: Int32Array): Float64Array {
  const { width, height } = colour;
  const rowOf = new Int32Array(width * height).fill(-1);
  for (let u = 0; u < unknown.length; u++) rowOf[unknown[u]!] = u;
  const rows = new Float64Array(unknown.length * TAPS);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const pixels = windowPixels(width, x, y);
      if (pixels.some((pixel) => rowOf[pixel]! >= 0)) addWindow(rows, rowOf, colour, pixels);
    }
  }
  return rows;
}

function windowPixels(width: number, x: number, y: number): readonly number[] {
  return Array.from({ length: 9 }, (_, k) => (y - 1 + Math.floor(k / 3)) * width + x - 1 + (k % 3));
}

function addWindow(
  rows: Float64Array,
  rowOf: Int32Array,
  colour: Raster,
  pixels: readonly number[],
): void {
  const { deviations, inverse } = windowStatistics(colour, pixels);
  for (let i = 0; i < 9; i++) {
    const row = rowOf[pixels[i]!]!;
    if (row < 0) continue;
    const [x, y, z] = timesVector(inverse, ...deviations[i]!);
    for (let j = 0; j < 9; j++) {
      const [dx, dy, dz] = deviations[j]!;
      const rowStep = Math.floor(j / 3) - Math.floor(i / 3);
      const tap = CENTRE_TAP + 5 * rowStep + (j % 3) - (i % 3);
      rows[row * TAPS + tap]! += (i === j ? 1 : 0) - (1 + x * dx + y * dy + z * dz) / 9;
    }
  }
}

/** Computes the colours of a window relative to their mean, and the inverse of their regularised covariance. */
function windowStatistics(colour: Raster, pixels: readonly number[]) {
  const samples = pixels.map((pixel) => colour.data.subarray(3 * pixel, 3 * pixel + 3));
  const mean = [0, 1, 2].map(
    (channel) => samples.reduce((sum, sample) => sum + sample[channel]!, 0) / 9,
  );
  const deviations = samples.map(
    (sample) => [sample[0]! - mean[0]!, sample[1]! - mean[1]!, sample[2]! - mean[2]!] as const,
  );
  const covariance = (a: 0 | 1 | 2, b: 0 | 1 | 2) =>
    deviations.reduce((sum, deviation) => sum + deviation[a] * deviation[b], 0) / 9;
  const light = (mean[0]! + mean[1]! + mean[2]!) / 3;
  const ridge = (windowEpsilon * (light + darkestLight)) / 9;
  const inverse = invertSymmetric(
    covariance(0, 0) + ridge,
    covariance(0, 1),
    covariance(0, 2),
    covariance(1, 1) + ridge,
    covariance(1, 2),
    covariance(2, 2) + ridge,
  );
  return { deviations, inverse };
}
