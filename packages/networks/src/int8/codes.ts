/** Whole numbers for values: 0..255 for activations, -63..63 for weights. */
import type { Codes } from "../graph.ts";

const largestActivationCode = 255;

/**
 * Processors without the newer dot product add products up in pairs of 16 bits: 2 * 255 * 63 fits, with 127 instead of 63
 * they would saturate. So one network does for all of them.
 */
const largestWeightCode = 63;

/** A channel of next to no weights still has a scale. */
const smallestScale = 1e-12;

/** Codes that reach from `low` to `high` and hold 0 exactly, as padding needs. */
export function codesOfRange({ low, high }: { readonly low: number; readonly high: number }): Codes {
  const least = Math.min(low, 0);
  const scale = Math.fround((Math.max(high, 0) - least) / largestActivationCode);
  if (!(scale > 0)) throw new Error(`No codes reach from ${low} to ${high}. Make the table of ranges anew.`);
  return { scales: Float32Array.of(scale), zeroPoint: Math.round(Math.abs(least) / scale) };
}

/** The scale at which the largest of the weights has the largest code. */
export function scaleOfWeights(weights: Float32Array): number {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return Math.fround(Math.max(largest / largestWeightCode, smallestScale));
}

/**
 * The weights' codes, rounded so that their sum is the weights': what is rounded up and down then cancels out where the
 * inputs are alike, instead of shifting the whole channel. One threshold, near one half, decides for all of them.
 */
export function codesOfWeights(weights: Float32Array, scale: number): Int8Array {
  const exact = Float64Array.from(weights, (weight) => weight / scale);
  const total = exact.reduce((sum, value) => sum + value, 0);
  let [low, high] = [0, 1];
  for (let round = 0; round < thresholdRounds; round++) {
    const threshold = (low + high) / 2;
    if (sumOfCodes(exact, threshold) < total) low = threshold;
    else high = threshold;
  }
  return Int8Array.from(exact, (value) => Math.floor(value + (low + high) / 2));
}

/** Halvings: fine enough to tell most of some thousand weights apart. */
const thresholdRounds = 14;

function sumOfCodes(exact: Float64Array, threshold: number): number {
  let sum = 0;
  for (const value of exact) sum += Math.floor(value + threshold);
  return sum;
}
