/**
 * Errors of a matte and its foreground against the truth. The first two are the usual measures (Rhemann and others
 * 2009): unscaled sums over the picture.
 */

/** Returns the sum of absolute differences. */
export function absoluteError(alpha: Float32Array, truth: Float32Array): number {
  return alpha.reduce((sum, value, i) => sum + Math.abs(value - truth[i]!), 0);
}

/** Returns the sum of squared differences of the gradients, by forward differences. */
export function gradientError(width: number, alpha: Float32Array, truth: Float32Array): number {
  let sum = 0;
  for (let i = 0; i + width < alpha.length; i++) {
    if (i % width === width - 1) continue;
    for (const step of [1, width]) {
      const slope = alpha[i + step]! - alpha[i]!;
      const trueSlope = truth[i + step]! - truth[i]!;
      sum += (slope - trueSlope) ** 2;
    }
  }
  return sum;
}

/**
 * Returns the mean absolute difference of the foreground in code values, over pixels with a mixed true alpha, weighted
 * by that alpha.
 */
export function foregroundError(
  foreground: Uint8Array | Uint8ClampedArray,
  trueForeground: Float32Array,
  trueAlpha: Float32Array,
): number {
  let sum = 0;
  let weights = 0;
  trueAlpha.forEach((alpha, pixel) => {
    if (alpha <= 0 || alpha >= 1) return;
    for (let i = 3 * pixel; i < 3 * pixel + 3; i++) {
      sum += alpha * Math.abs(foreground[i]! - trueForeground[i]!);
      weights += alpha;
    }
  });
  return weights > 0 ? sum / weights : 0;
}
