/** A first guess of alpha that already follows the picture's edges: the guided filter, computed at half resolution. */
import { guidedEpsilon, guidedRadius } from "../parameters.ts";
import { boxMean, halved, type Raster, rasterOf, sampleHalved } from "./raster.ts";
import { invertSymmetric, timesVector } from "./symmetric-matrix.ts";

/**
 * Alpha 0..1 at the given pixels. In each window alpha is fitted as a linear function of colour, alpha = a·colour + b,
 * with a = (Σ + εU)⁻¹ cov(colour, alpha) (He, Sun, Tang 2013, "Guided Image Filtering", equations 19 to 21); the mean
 * coefficients are found at half resolution and applied to the full-resolution colour.
 *
 * @param colour 3 channels, 0..1
 * @param coarse 1 channel, 0..1
 */
export function guidedPrior(colour: Raster, coarse: Raster, unknown: Int32Array): Float32Array {
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

/** Per window the factors of red, green and blue and the constant term. */
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

/** Red, green, blue, alpha; then the products in the order linearFit reads them. */
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
