/** Removes a smooth surface (quadratic in x and y) from scattered values, by least squares. */

const terms = 6;

/** Values minus their best quadratic surface; `x` and `y` should be about -1..1. */
export function removeSmoothSurface(x: Float32Array, y: Float32Array, values: Float32Array): Float32Array {
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const basis = new Float64Array(terms);
  for (let i = 0; i < values.length; i++) {
    fillBasis(basis, x[i]!, y[i]!);
    for (let r = 0; r < terms; r++) {
      right[r]! += basis[r]! * values[i]!;
      for (let c = 0; c < terms; c++) normal[r * terms + c]! += basis[r]! * basis[c]!;
    }
  }
  const weights = solve(normal, right);
  const leftover = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    fillBasis(basis, x[i]!, y[i]!);
    let surface = 0;
    for (let k = 0; k < terms; k++) surface += weights[k]! * basis[k]!;
    leftover[i] = values[i]! - surface;
  }
  return leftover;
}

function fillBasis(basis: Float64Array, x: number, y: number): void {
  basis[0] = 1;
  basis[1] = x;
  basis[2] = y;
  basis[3] = x * x;
  basis[4] = x * y;
  basis[5] = y * y;
}

/** Gaussian elimination with a small ridge, so that collinear places do no harm. */
function solve(normal: Float64Array, right: Float64Array): Float64Array {
  const ridge = 1e-6 * (normal[0]! + 1);
  for (let k = 0; k < terms; k++) normal[k * terms + k]! += ridge;
  for (let k = 0; k < terms; k++) {
    for (let r = k + 1; r < terms; r++) {
      const factor = normal[r * terms + k]! / normal[k * terms + k]!;
      for (let c = k; c < terms; c++) normal[r * terms + c]! -= factor * normal[k * terms + c]!;
      right[r]! -= factor * right[k]!;
    }
  }
  const result = new Float64Array(terms);
  for (let k = terms - 1; k >= 0; k--) {
    let sum = right[k]!;
    for (let c = k + 1; c < terms; c++) sum -= normal[k * terms + c]! * result[c]!;
    result[k] = sum / normal[k * terms + k]!;
  }
  return result;
}
