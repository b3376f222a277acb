/** The turned crop of the mesh trunk's features that each refinement network reads. */
import type { Point } from "@gradphoto/domain/photo-standard";
import type { RegionCrop } from "@gradphoto/networks";

export interface FeatureCrop {
  /** size × size × 32. */
  readonly values: Float32Array;
  /** From the part network's output back to the trunk's input pixels. */
  readonly toMesh: (x: number, y: number) => Point;
}

const featureSize = 48;
const channels = 32;
/** Trunk input pixels (192) per feature cell (48). */
const pixelsPerCell = 4;

/**
 * Bilinear crop about the box of `indices`, turned and sized as the weight file asks.
 * The half-pixel term belongs to version 2 of the operation, which the weight file declares.
 */
export function cropFeatures(
  features: Float32Array,
  mesh: Float32Array,
  { axisFrom, axisTo, scale, size }: RegionCrop,
  indices: readonly number[],
): FeatureCrop {
  const cell = (i: number): Point => ({ x: mesh[3 * i]! / pixelsPerCell, y: mesh[3 * i + 1]! / pixelsPerCell });
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
      blendCell(features, startX + xx * column + xy * row, startY + yx * column + yy * row, values, at);
    }
  }
  return {
    values,
    toMesh: (x, y) => ({ x: xx * x + xy * y + pixelsPerCell * originX, y: yx * x + yy * y + pixelsPerCell * originY }),
  };
}

/** Leaves zeros outside the feature map. */
function blendCell(features: Float32Array, x: number, y: number, out: Float32Array, at: number): void {
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
