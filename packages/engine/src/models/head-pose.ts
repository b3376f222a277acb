/** Head angles from the mesh: weighted rigid fit of the canonical face (Horn 1987, closed-form quaternion). */
import type { CanonicalFace } from "@gradphoto/networks";
import type { MeshPoint } from "./face-mesh.ts";

/** Degrees, in the frame of the eye line so that a tilted head reads like an upright one. Pitch + is chin down, yaw + is turned to the picture's right. */
export interface HeadPose {
  readonly yawDeg: number;
  readonly pitchDeg: number;
}

type Vector = readonly [number, number, number];

const iterations = 500;
/** A step that changes less than this is the last. */
const settled = 1e-9;

/** `rollDeg`: angle of the eye line in the picture, clockwise positive. */
export function headPoseOf(points: readonly MeshPoint[], rollDeg: number, face: CanonicalFace): HeadPose {
  const cos = Math.cos((rollDeg * Math.PI) / 180);
  const sin = Math.sin((rollDeg * Math.PI) / 180);
  const upright = ({ x, y, z }: MeshPoint): Vector => [x * cos + y * sin, x * sin - y * cos, -z];
  const pairs = face.basis.map(({ index, weight }) => ({
    weight,
    model: [face.vertices[3 * index]!, face.vertices[3 * index + 1]!, face.vertices[3 * index + 2]!] as const,
    seen: upright(points[index]!),
  }));
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const centre = (pick: (pair: (typeof pairs)[number]) => Vector): Vector => {
    const axis = (k: 0 | 1 | 2) => pairs.reduce((sum, pair) => sum + pair.weight * pick(pair)[k], 0) / total;
    return [axis(0), axis(1), axis(2)];
  };
  const modelCentre = centre((pair) => pair.model);
  const seenCentre = centre((pair) => pair.seen);
  const covariance = (r: 0 | 1 | 2, c: 0 | 1 | 2): number =>
    pairs.reduce((sum, p) => sum + p.weight * (p.model[r] - modelCentre[r]) * (p.seen[c] - seenCentre[c]), 0);
  return anglesOf(
    dominantQuaternion([
      [covariance(0, 0), covariance(0, 1), covariance(0, 2)],
      [covariance(1, 0), covariance(1, 1), covariance(1, 2)],
      [covariance(2, 0), covariance(2, 1), covariance(2, 2)],
    ]),
  );
}

type Quaternion = readonly [number, number, number, number];
type Rows = readonly [Quaternion, Quaternion, Quaternion, Quaternion];

/** Eigenvector of the largest eigenvalue of Horn's matrix, by power iteration on the shifted matrix. */
function dominantQuaternion([[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]]: readonly [Vector, Vector, Vector]): Quaternion {
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

const dot = (row: Quaternion, v: Quaternion): number => row[0] * v[0] + row[1] * v[1] + row[2] * v[2] + row[3] * v[3];

function anglesOf([w, x, y, z]: Quaternion): HeadPose {
  const degrees = 180 / Math.PI;
  return {
    yawDeg: Math.atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y)) * degrees,
    pitchDeg: Math.asin(Math.min(1, Math.max(-1, -2 * (y * z - w * x)))) * degrees,
  };
}
