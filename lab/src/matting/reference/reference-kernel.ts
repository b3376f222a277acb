/**
 * Reference implementation of the complete method in plain TypeScript, slow and readable. Tests compare the compiled
 * kernel with it.
 */
import {
  type Cutout,
  type CutoutInput,
  type MattingKernel,
  requireValidInput,
} from "../../../../packages/matting/src/cutout.ts";
import { codeOfLinear, linearOfCode } from "../../../../packages/matting/src/kernel/kernel.ts";
import {
  guidedEpsilon,
  guidedRadius,
  maxIterations,
  negligibleEnergy,
  priorWeight,
  solverTolerance,
} from "../../../../packages/matting/src/parameters.ts";
import { foregroundColours } from "./foreground.ts";
import { CENTRE_TAP, laplacianRows, TAPS } from "./laplacian.ts";
import { boxMean, halved, type Raster, rasterOf, sampleHalved } from "./raster.ts";
import { invertSymmetric, timesVector } from "./symmetric-matrix.ts";
import { PERSON, trimapOf, unknownPixelsOf } from "./trimap.ts";

/**
 * Alpha 0..1 of every pixel: (L + w)·alpha = w·prior on the unknown pixels, exactly 0 or 1 on the known ones. Conjugate
 * gradients preconditioned by the diagonal (Shewchuk 1994, algorithm B3), started at the prior.
 *
 * @param rows laplacianRows of the unknown pixels
 */
function solveAlpha(
  width: number,
  trimap: Uint8Array,
  unknown: Int32Array,
  rows: Float64Array,
  prior: Float32Array,
): { alpha: Float32Array; iterations: number } {
  const alpha = Float32Array.from(trimap, (label) => (label === PERSON ? 1 : 0));
  const solution = Float64Array.from(prior);
  const field = Float64Array.from(alpha);
  const apply = (vector: Float64Array) => {
    scatter(field, unknown, vector);
    return product(width, unknown, rows, field);
  };

  const residual = apply(solution).map((value, u) => priorWeight * prior[u]! - value);
  const inverseDiagonal = solution.map((_, u) => 1 / (rows[u * TAPS + CENTRE_TAP]! + priorWeight));
  field.fill(0);
  const direction = residual.map((value, u) => value * inverseDiagonal[u]!);
  let energy = dot(residual, direction);
  const goal = Math.max(energy, unknown.length * negligibleEnergy) * solverTolerance ** 2;
  let iterations = 0;
  while (energy > goal && iterations < maxIterations) {
    const image = apply(direction);
    const step = energy / dot(direction, image);
    for (let u = 0; u < unknown.length; u++) {
      solution[u]! += step * direction[u]!;
      residual[u]! -= step * image[u]!;
    }
    const preconditioned = residual.map((value, u) => value * inverseDiagonal[u]!);
    const nextEnergy = dot(residual, preconditioned);
    const turn = nextEnergy / energy;
    for (let u = 0; u < unknown.length; u++)
      direction[u] = preconditioned[u]! + turn * direction[u]!;
    energy = nextEnergy;
    iterations += 1;
  }
  scatter(
    alpha,
    unknown,
    solution.map((value) => Math.min(Math.max(value, 0), 1)),
  );
  return { alpha, iterations };
}

function scatter(
  field: Float32Array | Float64Array,
  unknown: Int32Array,
  vector: Float64Array,
): void {
  for (let u = 0; u < unknown.length; u++) field[unknown[u]!] = vector[u]!;
}

/**
 * Multiplies the matrix L + w·I of the solver by `field`, at the unknown pixels. `rows` contains L, and w is
 * `priorWeight`. Taps outside the picture count as 0.
 */
function product(
  width: number,
  unknown: Int32Array,
  rows: Float64Array,
  field: Float64Array,
): Float64Array {
  const result = new Float64Array(unknown.length);
  for (let u = 0; u < unknown.length; u++) {
    const pixel = unknown[u]!;
    let sum = priorWeight * field[pixel]!;
    for (let tap = 0; tap < TAPS; tap++) {
      const neighbour = pixel + (Math.floor(tap / 5) - 2) * width + (tap % 5) - 2;
      sum += rows[u * TAPS + tap]! * (field[neighbour] ?? 0);
    }
    result[u] = sum;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let u = 0; u < a.length; u++) sum += a[u]! * b[u]!;
  return sum;
}

/**
 * Alpha 0..1 at the unknown pixels. In each window, alpha is fitted as a linear function of colour: alpha = a·colour +
 * b, with a = (Σ + εU)⁻¹ cov(colour, alpha) (He, Sun, Tang 2013, "Guided Image Filtering", equations 19 to 21). The
 * mean coefficients are computed at half resolution and applied to the full-resolution colour.
 *
 * @param colour 3 channels, 0..1
 * @param coarse 1 channel, 0..1
 */
function guidedPrior(colour: Raster, coarse: Raster, unknown: Int32Array): Float32Array {
  const coefficients = boxMean(linearFits(halved(colour), halved(coarse)), guidedRadius);
  const prior = new Float32Array(unknown.length);
  for (let u = 0; u < unknown.length; u++) {
    const pixel = unknown[u]!;
    const x = pixel % colour.width;
    const y = Math.floor(pixel / colour.width);
    let alpha = sampleHalved(coefficients, x, y, 3);
    for (let channel = 0; channel < 3; channel++) {
      alpha += sampleHalved(coefficients, x, y, channel) * colour.data[3 * pixel + channel]!;
    }
    prior[u] = Math.min(Math.max(alpha, 0), 1);
  }
  return prior;
}

/** Returns per window the factors of red, green and blue and the constant term. */
function linearFits(colour: Raster, alpha: Raster): Raster {
  const { width, height } = colour;
  const c = colour.data;
  const moments = boxMean(
    rasterOf(width, height, 13, (pixel, moment) => {
      const sample = [c[3 * pixel]!, c[3 * pixel + 1]!, c[3 * pixel + 2]!, alpha.data[pixel]!];
      const [first, second] = momentPairs[moment]!;
      return sample[first]! * (second === undefined ? 1 : sample[second]!);
    }),
    guidedRadius,
  ).data;
  const fits = new Float32Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    fits.set(linearFit(moments.subarray(13 * pixel, 13 * pixel + 13)), 4 * pixel);
  }
  return { width, height, channels: 4, data: fits };
}

/** Channels of the moments: red, green, blue, alpha, then the products in the order in which `linearFit` reads them. */
const momentPairs: readonly (readonly [number, number?])[] = [
  [0],
  [1],
  [2],
  [3],
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
  [0, 3],
  [1, 3],
  [2, 3],
];

function linearFit(moments: Float32Array): readonly [number, number, number, number] {
  const [r, g, b, p, rr, rg, rb, gg, gb, bb, rp, gp, bp] = moments;
  const inverse = invertSymmetric(
    rr! - r! * r! + guidedEpsilon,
    rg! - r! * g!,
    rb! - r! * b!,
    gg! - g! * g! + guidedEpsilon,
    gb! - g! * b!,
    bb! - b! * b! + guidedEpsilon,
  );
  const [x, y, z] = timesVector(inverse, rp! - r! * p!, gp! - g! * p!, bp! - b! * p!);
  return [x, y, z, p! - x * r! - y * g! - z * b!];
}

export const referenceKernel: MattingKernel = { cutOut };

function cutOut(input: CutoutInput): Cutout {
  requireValidInput(input);
  const { width, height, rgb } = input;
  const colour = rasterOf(
    width,
    height,
    3,
    (pixel, channel) => linearOfCode[rgb[3 * pixel + channel]!]!,
  );
  const coarse = rasterOf(width, height, 1, (pixel) =>
    Math.min(Math.max(input.personAlpha[pixel]!, 0), 1),
  );

  const trimap = trimapOf(width, height, coarse.data, input.hair);
  const unknown = unknownPixelsOf(trimap);
  const prior = guidedPrior(colour, coarse, unknown);
  const rows = laplacianRows(colour, unknown);
  const { alpha, iterations } = solveAlpha(width, trimap, unknown, rows, prior);

  const estimated = foregroundColours(colour, { width, height, channels: 1, data: alpha });
  const foreground = Uint8ClampedArray.from(rgb);
  for (const pixel of unknown) {
    if (alpha[pixel]! <= 0 || alpha[pixel]! >= 1) continue;
    for (let i = 3 * pixel; i < 3 * pixel + 3; i++)
      foreground[i] = codeOfLinear(estimated.data[i]!);
  }
  return { alpha, foreground, unknownPixels: unknown.length, iterations };
}
