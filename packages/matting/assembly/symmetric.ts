/**
 * Solves symmetric 3 × 3 systems, four at a time, one per lane: L·D·Lᵀ factors, which stay accurate in single precision
 * where cofactors cancel (Golub, Van Loan, "Matrix Computations", section 4.1).
 */

/** Number of vectors of the factors: the three entries of L below its diagonal, then the reciprocals of D. */
export const FACTORS: usize = 6;

/** Computes the factors of a positive definite matrix, stored at `factors` and every `step` bytes after it. */
export function factorize(
  xx: v128,
  xy: v128,
  xz: v128,
  yy: v128,
  yz: v128,
  zz: v128,
  factors: usize,
  step: usize,
): void {
  const one = f32x4.splat(1);
  const inverse1 = f32x4.div(one, xx);
  const lower21 = f32x4.mul(xy, inverse1);
  const lower31 = f32x4.mul(xz, inverse1);
  const inverse2 = f32x4.div(one, f32x4.sub(yy, f32x4.mul(lower21, xy)));
  const rest = f32x4.sub(yz, f32x4.mul(lower21, xz));
  const lower32 = f32x4.mul(rest, inverse2);
  const inverse3 = f32x4.div(
    one,
    f32x4.sub(f32x4.sub(zz, f32x4.mul(lower31, xz)), f32x4.mul(lower32, rest)),
  );
  v128.store(factors, lower21);
  v128.store(factors + step, lower31);
  v128.store(factors + 2 * step, lower32);
  v128.store(factors + 3 * step, inverse1);
  v128.store(factors + 4 * step, inverse2);
  v128.store(factors + 5 * step, inverse3);
}

/** Computes the solution for the right side (x, y, z), stored as three vectors in a row. */
export function solveFactored(
  factors: usize,
  step: usize,
  x: v128,
  y: v128,
  z: v128,
  solution: usize,
): void {
  const lower21 = v128.load(factors);
  const lower31 = v128.load(factors + step);
  const lower32 = v128.load(factors + 2 * step);
  const forward2 = f32x4.sub(y, f32x4.mul(lower21, x));
  const forward3 = f32x4.sub(f32x4.sub(z, f32x4.mul(lower31, x)), f32x4.mul(lower32, forward2));
  const solution3 = f32x4.mul(forward3, v128.load(factors + 5 * step));
  const solution2 = f32x4.sub(
    f32x4.mul(forward2, v128.load(factors + 4 * step)),
    f32x4.mul(lower32, solution3),
  );
  const solution1 = f32x4.sub(
    f32x4.sub(f32x4.mul(x, v128.load(factors + 3 * step)), f32x4.mul(lower21, solution2)),
    f32x4.mul(lower31, solution3),
  );
  v128.store(solution, solution1);
  v128.store(solution, solution2, 16);
  v128.store(solution, solution3, 32);
}
