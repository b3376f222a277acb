/** Head angles from the mesh, by a weighted rigid fit of the canonical face (Horn 1987, closed-form quaternion). */
import type { CanonicalFace } from "@gradphoto/networks";
import type { MeshPoint } from "./face-mesh.ts";

/**
 * Angles in degrees, relative to the eye line, so that a tilted head has the same angles as an upright one. Pitch + is
 * chin down, yaw + is turned to the picture's right.
 */
export interface HeadPose {
  readonly yawDeg: number;
  readonly pitchDeg: number;
}

type Vector = readonly [number, number, number];

const iterations = 500;
/** Change below which the iteration stops. */
const settled = 1e-9;

/** Returns the head's angles. `rollDeg` is the angle of the eye line in the picture, clockwise positive. */
export function headPoseOf(
  points: readonly MeshPoint[],
  rollDeg: number,
  face: CanonicalFace,
): HeadPose {
  const cos = Math.cos((rollDeg * Math.PI) / 180);
  const sin = Math.sin((rollDeg * Math.PI) / 180);
  const upright = ({ x, y, z }: MeshPoint): Vector => [x * cos + y * sin, x * sin - y * cos, -z];
  const pairs = face.basis.map(({ index, weight }) => ({
    weight,
    model: [
      face.vertices[3 * index]!,
      face.vertices[3 * index + 1]!,
      face.vertices[3 * index + 2]!,
    ] as const,
    seen: upright(points[index]!),
  }));
  const modelCentre = centreOf(pairs, "model");
  const seenCentre = centreOf(pairs, "seen");
  const row = (r: Axis): Vector => [
    covariance(pairs, r, 0, modelCentre, seenCentre),
    covariance(pairs, r, 1, modelCentre, seenCentre),
    covariance(pairs, r, 2, modelCentre, seenCentre),
  ];
  return anglesOf(dominantQuaternion([row(0), row(1), row(2)]));
}

/** A point of the canonical face and its observed position. */
interface Pair {
  readonly weight: number;
  readonly model: Vector;
  readonly seen: Vector;
}

type Axis = 0 | 1 | 2;

function centreOf(pairs: readonly Pair[], side: "model" | "seen"): Vector {
  let total = 0;
  let [x, y, z] = [0, 0, 0];
  for (const pair of pairs) {
    total += pair.weight;
    x += pair.weight * pair[side][0];
    y += pair.weight * pair[side][1];
    z += pair.weight * pair[side][2];
  }
  return [x / total, y / total, z / total];
}

function covariance(
  pairs: readonly Pair[],
  r: Axis,
  c: Axis,
  modelCentre: Vector,
  seenCentre: Vector,
): number {
  let sum = 0;
  for (const { weight, model, seen } of pairs)
    sum += weight * (model[r] - modelCentre[r]) * (seen[c] - seenCentre[c]);
  return sum;
}

type Quaternion = readonly [number, number, number, number];
type Rows = readonly [Quaternion, Quaternion, Quaternion, Quaternion];

/** Returns the eigenvector of the largest eigenvalue of Horn's matrix, by power iteration on the shifted matrix. */
function dominantQuaternion([[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]]: readonly [
  Vector,
  Vector,
  Vector,
]): Quaternion {
  const rows: Rows = [
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, -xx + yy - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, -xx - yy + zz],
  ];
  const shift = rows.flat().reduce((sum, v) => sum + Math.abs(v), 0);
  let q: Quaternion = [1, 0.1, 0.1, 0.1];
  for (let i = 0; i < iterations; i++) {
    const next = step(rows, shift, q);
    const change = Math.abs(next[0] - q[0]) + Math.abs(next[1] - q[1]) + Math.abs(next[2] - q[2]);
    q = next;
    if (change < settled) break;
  }
  return q;
}

function step([a, b, c, d]: Rows, shift: number, q: Quaternion): Quaternion {
  const w = dot(a, q) + shift * q[0];
  const x = dot(b, q) + shift * q[1];
  const y = dot(c, q) + shift * q[2];
  const z = dot(d, q) + shift * q[3];
  const norm = Math.sqrt(w * w + x * x + y * y + z * z);
  return [w / norm, x / norm, y / norm, z / norm];
}

const dot = (row: Quaternion, v: Quaternion): number =>
  row[0] * v[0] + row[1] * v[1] + row[2] * v[2] + row[3] * v[3];

function anglesOf([w, x, y, z]: Quaternion): HeadPose {
  const degrees = 180 / Math.PI;
  return {
    yawDeg: Math.atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y)) * degrees,
    pitchDeg: Math.asin(Math.min(1, Math.max(-1, -2 * (y * z - w * x)))) * degrees,
  };
}
