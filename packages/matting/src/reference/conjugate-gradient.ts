/** Solves the matting equations in the unknown band. */
import { maxIterations, negligibleEnergy, priorWeight, solverTolerance } from "../parameters.ts";
import { CENTRE_TAP, TAPS } from "./laplacian.ts";
import { PERSON } from "./trimap.ts";

/**
 * Alpha 0..1 of every pixel: (L + w)·alpha = w·prior on the unknown pixels, exactly 0 or 1 on the known ones. Conjugate
 * gradients preconditioned by the diagonal (Shewchuk 1994, algorithm B3), started at the prior.
 *
 * @param rows laplacianRows of the unknown pixels
 */
export function solveAlpha(
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
    for (let u = 0; u < unknown.length; u++) direction[u] = preconditioned[u]! + turn * direction[u]!;
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

function scatter(field: Float32Array | Float64Array, unknown: Int32Array, vector: Float64Array): void {
  for (let u = 0; u < unknown.length; u++) field[unknown[u]!] = vector[u]!;
}

/** (L + w)·field at the unknown pixels; taps outside the picture have weight 0. */
function product(width: number, unknown: Int32Array, rows: Float64Array, field: Float64Array): Float64Array {
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
