/** Regions of a picture: position, sampling to a fixed size, and mapping back. */
import type { Point } from "@gradphoto/domain/photo-standard";
import type { Raster, Rect } from "../ports.ts";
import type { Pyramid } from "./pyramid.ts";

/** Rectangle around its centre, rotated clockwise by `angleRad` in picture axes. */
export interface Region {
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
  readonly angleRad: number;
}

export const regionOfRect = (rect: Rect): Region => ({
  cx: rect.left + rect.width / 2,
  cy: rect.top + rect.height / 2,
  width: rect.width,
  height: rect.height,
  angleRad: 0,
});

/** Returns the smallest square around the rectangle's centre that contains it (letterbox). */
export function letterboxOf(rect: Rect): Region {
  const side = Math.max(rect.width, rect.height);
  return { ...regionOfRect(rect), width: side, height: side };
}

/** Returns the rectangle of the full picture. */
export const uncroppedOf = ({ width, height }: Raster): Rect => ({
  left: 0,
  top: 0,
  width,
  height,
});

/** Maps a position in the sampled region (0..1 across it) back to the picture. */
export function pictureOfRegion(region: Region, u: number, v: number): Point {
  const x = (u - 0.5) * region.width;
  const y = (v - 0.5) * region.height;
  const cos = Math.cos(region.angleRad);
  const sin = Math.sin(region.angleRad);
  return { x: region.cx + x * cos - y * sin, y: region.cy + x * sin + y * cos };
}

export interface SampleRange {
  /** Output value of code 0. `to` is that of code 255. */
  readonly from: number;
  readonly to: number;
  /** Code outside the picture. Without it, the nearest edge pixel is used. */
  readonly borderCode?: number;
}

/**
 * Samples `region` to width × height × RGB floats, bilinear on the pyramid level where a step is one to two pixels.
 * Pixel centres are at half integers on both sides.
 */
export function sampleRegion(
  pyramid: Pyramid,
  region: Region,
  width: number,
  height: number,
  range: SampleRange,
): Float32Array {
  const step = Math.min(region.width / width, region.height / height);
  const depth = Math.min(pyramid.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, step)))));
  const level: Raster = pyramid[depth] ?? pyramid[0];
  const shrink = 2 ** depth;
  const out = new Float32Array(width * height * 3);
  const onLevel = {
    ...region,
    cx: region.cx / shrink,
    cy: region.cy / shrink,
    width: region.width / shrink,
    height: region.height / shrink,
  };
  if (region.angleRad === 0) sampleUpright(level, onLevel, width, height, range, out);
  else sampleTurned(level, onLevel, width, height, range, out);
  return out;
}

/** Samples an upright region. All rows share their columns' positions and vice versa, so each is computed once. */
function sampleUpright(
  level: Raster,
  region: Region,
  width: number,
  height: number,
  { from, to, borderCode = edgePixel }: SampleRange,
  out: Float32Array,
): void {
  const gain = (to - from) / 255;
  const { data, width: stride } = level;
  const columns = placesAlong(
    region.cx,
    region.width / width,
    width,
    level.width,
    borderCode !== edgePixel,
  );
  const rows = placesAlong(
    region.cy,
    region.height / height,
    height,
    level.height,
    borderCode !== edgePixel,
  );
  for (let row = 0, k = 0; row < height; row++) {
    const y0 = rows.before[row]!;
    const fy = rows.weight[row]!;
    const upper = y0 * stride;
    const lower = y0 < level.height - 1 ? upper + stride : upper;
    for (let column = 0; column < width; column++, k += 3) {
      const x0 = columns.before[column]!;
      if (x0 < 0 || y0 < 0) {
        out[k] = out[k + 1] = out[k + 2] = from + gain * borderCode;
        continue;
      }
      const fx = columns.weight[column]!;
      const right = x0 < stride - 1 ? 3 : 0;
      const p = (upper + x0) * 3;
      const q = (lower + x0) * 3;
      const a = p + right;
      const b = q + right;
      out[k] = from + gain * blend(data[p]!, data[a]!, data[q]!, data[b]!, fx, fy);
      out[k + 1] =
        from + gain * blend(data[p + 1]!, data[a + 1]!, data[q + 1]!, data[b + 1]!, fx, fy);
      out[k + 2] =
        from + gain * blend(data[p + 2]!, data[a + 2]!, data[q + 2]!, data[b + 2]!, fx, fy);
    }
  }
}

/** `borderCode` for samples outside the picture that repeat the nearest edge pixel. */
const edgePixel = -1;

interface PlacesAlong {
  /** The pixel whose centre precedes the sample's, -1 for samples outside the picture. */
  readonly before: Int32Array;
  /** Weight of the following pixel, 0..1. */
  readonly weight: Float64Array;
}

function placesAlong(
  centre: number,
  step: number,
  count: number,
  length: number,
  hasBorder: boolean,
): PlacesAlong {
  const previous = new Int32Array(count);
  const weight = new Float64Array(count);
  const last = length - 1;
  for (let i = 0; i < count; i++) {
    const at = centre + (i + 0.5 - count / 2) * step - 0.5;
    if (hasBorder && (at < -0.5 || at > last + 0.5)) previous[i] = -1;
    else {
      const inside = Math.min(Math.max(at, 0), last);
      previous[i] = Math.floor(inside);
      weight[i] = inside - Math.floor(inside);
    }
  }
  return { before: previous, weight };
}

function sampleTurned(
  level: Raster,
  region: Region,
  width: number,
  height: number,
  { from, to, borderCode = edgePixel }: SampleRange,
  out: Float32Array,
): void {
  const cos = Math.cos(region.angleRad);
  const sin = Math.sin(region.angleRad);
  const stepX = region.width / width;
  const stepY = region.height / height;
  const gain = (to - from) / 255;
  const hasBorder = borderCode !== edgePixel;
  const lastX = level.width - 1;
  const lastY = level.height - 1;
  const { data, width: stride } = level;
  let k = 0;
  for (let row = 0; row < height; row++) {
    const v = (row + 0.5 - height / 2) * stepY;
    for (let column = 0; column < width; column++, k += 3) {
      const u = (column + 0.5 - width / 2) * stepX;
      let x = region.cx + u * cos - v * sin - 0.5;
      let y = region.cy + u * sin + v * cos - 0.5;
      if (hasBorder && (x < -0.5 || y < -0.5 || x > lastX + 0.5 || y > lastY + 0.5)) {
        out[k] = out[k + 1] = out[k + 2] = from + gain * borderCode;
        continue;
      }
      x = x < 0 ? 0 : Math.min(x, lastX);
      y = y < 0 ? 0 : Math.min(y, lastY);
      const x0 = x | 0;
      const y0 = y | 0;
      const right = x0 < lastX ? 3 : 0;
      const fx = x - x0;
      const p = (y0 * stride + x0) * 3;
      const q = y0 < lastY ? p + stride * 3 : p;
      const fy = y - y0;
      const a = p + right;
      const b = q + right;
      out[k] = from + gain * blend(data[p]!, data[a]!, data[q]!, data[b]!, fx, fy);
      out[k + 1] =
        from + gain * blend(data[p + 1]!, data[a + 1]!, data[q + 1]!, data[b + 1]!, fx, fy);
      out[k + 2] =
        from + gain * blend(data[p + 2]!, data[a + 2]!, data[q + 2]!, data[b + 2]!, fx, fy);
    }
  }
}

/** Interpolates between four neighbours: the upper two, the lower two, by `fx` across and `fy` down. */
function blend(
  upperLeft: number,
  upperRight: number,
  left: number,
  right: number,
  fx: number,
  fy: number,
): number {
  const upper = upperLeft + (upperRight - upperLeft) * fx;
  const lower = left + (right - left) * fx;
  return upper + (lower - upper) * fy;
}
