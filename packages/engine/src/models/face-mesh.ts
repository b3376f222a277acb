/** The 478-point face mesh: a trunk network, then a finer reading of lips and eyes from its features. */
import type { Point } from "@gradphoto/domain/photo-standard";
import type { RefinementRegions, RegionCrop } from "@gradphoto/networks";
import { boundsOf } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import { pictureOfRegion, type Region, sampleRegion } from "../maths/region.ts";
import type { ModelRuntime, Network } from "../ports.ts";
import type { Detection } from "./decode-detections.ts";

interface FeatureCrop {
  /** Values of size × size × 32. */
  readonly values: Float32Array;
  /** Maps the part network's output to the trunk's input pixels. */
  readonly toMesh: (x: number, y: number) => Point;
}

const featureSize = 48;
const channels = 32;
/** Trunk input pixels (192) per feature cell (48). */
const pixelsPerCell = 4;

/**
 * Crops the features around the box of `indices`, bilinearly, rotated and sized as the weight file specifies. The
 * half-pixel term belongs to version 2 of the operation, which the weight file declares.
 */
function cropFeatures(
  features: Float32Array,
  mesh: Float32Array,
  { axisFrom, axisTo, scale, size }: RegionCrop,
  indices: readonly number[],
): FeatureCrop {
  const cell = (i: number): Point => ({
    x: mesh[3 * i]! / pixelsPerCell,
    y: mesh[3 * i + 1]! / pixelsPerCell,
  });
  const right = cell(axisFrom);
  const left = cell(axisTo);
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const index of indices) {
    const { x, y } = cell(index);
    minX = Math.min(minX, x * cos + y * sin);
    maxX = Math.max(maxX, x * cos + y * sin);
    minY = Math.min(minY, y * cos - x * sin);
    maxY = Math.max(maxY, y * cos - x * sin);
  }
  const midX = (minX + maxX) / 2;
  const midY = (minY + maxY) / 2;
  const scaleX = (scale * (maxX - minX)) / size;
  const scaleY = (scale * (maxY - minY)) / size;
  const xx = cos * scaleX;
  const xy = -sin * scaleY;
  const yx = sin * scaleX;
  const yy = cos * scaleY;
  const originX = midX * cos - midY * sin - (size / 2) * (xx + xy);
  const originY = midX * sin + midY * cos - (size / 2) * (yx + yy);
  const startX = originX + 0.5 * (xx + xy) - 0.5;
  const startY = originY + 0.5 * (yx + yy) - 0.5;
  const values = new Float32Array(size * size * channels);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = (row * size + column) * channels;
      blendCell(
        features,
        startX + xx * column + xy * row,
        startY + yx * column + yy * row,
        values,
        at,
      );
    }
  }
  return {
    values,
    toMesh: (x, y) => ({
      x: xx * x + xy * y + pixelsPerCell * originX,
      y: yx * x + yy * y + pixelsPerCell * originY,
    }),
  };
}

/** Blends one cell. Leaves zeros outside the feature map. */
function blendCell(
  features: Float32Array,
  x: number,
  y: number,
  out: Float32Array,
  at: number,
): void {
  const last = featureSize - 1;
  if (x < 0 || y < 0 || x > last || y > last) return;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const p = (y0 * featureSize + x0) * channels;
  const right = x0 < last ? channels : 0;
  const below = y0 < last ? featureSize * channels : 0;
  for (let c = 0; c < channels; c++) {
    const top = features[p + c]! * (1 - fx) + features[p + right + c]! * fx;
    const bottom = features[p + below + c]! * (1 - fx) + features[p + below + right + c]! * fx;
    out[at + c] = top * (1 - fy) + bottom * fy;
  }
}

export interface MeshPoint extends Point {
  /** Depth in picture pixels, smaller is nearer; only differences are meaningful. */
  readonly z: number;
}

export interface FaceMesh {
  readonly points: readonly MeshPoint[];
  /** The first 468 points before lips and eyes are refined; head pose is fitted to them. */
  readonly rigidPoints: readonly MeshPoint[];
  /** Logit of "this is a face"; fully visible faces have above 20. */
  readonly faceLogit: number;
}

export type TraceMesh = (pyramid: Pyramid, detection: Detection) => Promise<FaceMesh>;

const inputSizePx = 192;
const meshSize = 468;
const regionGrowth = 1.5;

export async function loadFaceMesh(
  runtime: ModelRuntime,
  regions: RefinementRegions,
): Promise<TraceMesh> {
  const trunk = await runtime.load("face-mesh");
  const { crops } = regions;
  const parts: readonly Part[] = [
    { network: await runtime.load("face-mesh-lips"), crop: crops.lips, indices: [regions.lips] },
    {
      network: await runtime.load("face-mesh-right-eye"),
      crop: crops.rightEye,
      indices: [regions.rightEye, regions.rightIris],
    },
    {
      network: await runtime.load("face-mesh-left-eye"),
      crop: crops.leftEye,
      indices: [regions.leftEye, regions.leftIris],
    },
  ];
  return async (pyramid, detection) => {
    const first = await trace(trunk, [], pyramid, regionOfDetection(detection));
    return trace(trunk, parts, pyramid, regionOfMesh(first.rigidPoints));
  };
}

interface Part {
  readonly network: Network;
  readonly crop: RegionCrop;
  /** Mesh indices of the points in each output of the network. The first list also defines the part's extent. */
  readonly indices: readonly (readonly number[])[];
}

async function trace(
  trunk: Network,
  parts: readonly Part[],
  pyramid: Pyramid,
  region: Region,
): Promise<FaceMesh> {
  const input = sampleRegion(pyramid, region, inputSizePx, inputSizePx, {
    from: 0,
    to: 1,
    borderCode: 0,
  });
  const [mesh, features, logit] = await trunk.run(input);
  const depthScale = region.width / inputSizePx;
  const rigidPoints: MeshPoint[] = [];
  for (let i = 0; i < meshSize; i++) {
    const { x, y } = pictureOfInput(region, mesh![3 * i]!, mesh![3 * i + 1]!);
    rigidPoints.push({ x, y, z: mesh![3 * i + 2]! * depthScale });
  }
  const points: MeshPoint[] = [...rigidPoints];
  for (const part of parts) {
    const crop = cropFeatures(features!, mesh!, part.crop, part.indices[0]!);
    const outputs = await part.network.run(crop.values);
    part.indices.forEach((indices, o) => {
      placePoints(points, indices, outputs[o]!, crop, region);
    });
  }
  return { points, rigidPoints, faceLogit: logit![0]! };
}

function placePoints(
  points: MeshPoint[],
  indices: readonly number[],
  output: Float32Array,
  crop: FeatureCrop,
  region: Region,
): void {
  indices.forEach((index, j) => {
    const place = crop.toMesh(output[2 * j]!, output[2 * j + 1]!);
    points[index] = { ...pictureOfInput(region, place.x, place.y), z: points[index]?.z ?? 0 };
  });
}

const pictureOfInput = (region: Region, x: number, y: number): Point =>
  pictureOfRegion(region, x / inputSizePx, y / inputSizePx);

function regionOfDetection({ box, keypoints: [rightEye, leftEye] }: Detection): Region {
  const side = Math.max(box.width, box.height) * regionGrowth;
  const angleRad =
    rightEye && leftEye ? Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x) : 0;
  return {
    cx: box.left + box.width / 2,
    cy: box.top + box.height / 2,
    width: side,
    height: side,
    angleRad,
  };
}

function regionOfMesh(points: readonly Point[]): Region {
  const angleRad = Math.atan2(points[263]!.y - points[33]!.y, points[263]!.x - points[33]!.x);
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const turned: Point[] = [];
  for (const { x, y } of points) turned.push({ x: x * cos + y * sin, y: -x * sin + y * cos });
  const upright = boundsOf(turned);
  const x = upright.left + upright.width / 2;
  const y = upright.top + upright.height / 2;
  const side = Math.max(upright.width, upright.height) * regionGrowth;
  return { cx: x * cos - y * sin, cy: x * sin + y * cos, width: side, height: side, angleRad };
}
