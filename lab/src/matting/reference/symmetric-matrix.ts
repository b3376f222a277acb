/** Operations on symmetric 3 × 3 matrices, which covariances of colours need. */

/** Upper triangle of a symmetric 3 × 3 matrix: xx, xy, xz, yy, yz, zz. */
export type Symmetric = readonly [number, number, number, number, number, number];

/** Returns the inverse by cofactors. The matrix must be positive definite. */
export function invertSymmetric(
  xx: number,
  xy: number,
  xz: number,
  yy: number,
  yz: number,
  zz: number,
): Symmetric {
  const cxx = yy * zz - yz * yz;
  const cxy = xz * yz - xy * zz;
  const cxz = xy * yz - xz * yy;
  const scale = 1 / (xx * cxx + xy * cxy + xz * cxz);
  return [
    cxx * scale,
    cxy * scale,
    cxz * scale,
    (xx * zz - xz * xz) * scale,
    (xy * xz - xx * yz) * scale,
    (xx * yy - xy * xy) * scale,
  ];
}

export function timesVector(
  m: Symmetric,
  x: number,
  y: number,
  z: number,
): readonly [number, number, number] {
  return [
    m[0] * x + m[1] * y + m[2] * z,
    m[1] * x + m[3] * y + m[4] * z,
    m[2] * x + m[4] * y + m[5] * z,
  ];
}
