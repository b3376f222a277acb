/** Regions of a picture: where they lie, how they are sampled to a fixed size, and the way back. */
import type { Point } from "@gradphoto/contract";
import type { Raster, Rect } from "../ports.ts";
import type { Pyramid } from "./pyramid.ts";

/** A rectangle about its centre, turned clockwise by `angleRad` in picture axes. */
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

/** The smallest square about the rectangle's centre that holds it: the rectangle letter-boxed. */
export function letterboxOf(rect: Rect): Region {
  const side = Math.max(rect.width, rect.height);
  return { ...regionOfRect(rect), width: side, height: side };
}

/** All of a picture. */
export const wholeOf = ({ width, height }: Raster): Rect => ({ left: 0, top: 0, width, height });

/** From a position in the sampled region (0..1 across it) back to the picture. */
export function pictureOfRegion(region: Region, u: number, v: number): Point {
  const x = (u - 0.5) * region.width;
  const y = (v - 0.5) * region.height;
  const cos = Math.cos(region.angleRad);
  const sin = Math.sin(region.angleRad);
  return { x: region.cx + x * cos - y * sin, y: region.cy + x * sin + y * cos };
}

export interface SampleRange {
  /** Value of code 0 and of code 255 in the output. */
  readonly from: number;
  readonly to: number;
  /** Code value outside the picture; absent: the nearest edge pixel. */
  readonly borderCode?: number;
}

/**
 * Samples `region` to width × height × RGB floats, bilinear on the pyramid level where a step is one to two pixels.
 * Pixel centres lie at half integers on both sides.
 */
export function sampleRegion(
  pyramid: Pyramid,
  region: Region,
  width: number,
  height: number,
  { from, to, borderCode }: SampleRange,
): Float32Array {
  const step = Math.min(region.width / width, region.height / height);
  const depth = Math.min(pyramid.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, step)))));
  const level: Raster = pyramid[depth] ?? pyramid[0];
  const shrink = 2 ** depth;
  const cos = Math.cos(region.angleRad);
  const sin = Math.sin(region.angleRad);
  const stepX = region.width / width / shrink;
  const stepY = region.height / height / shrink;
  const gain = (to - from) / 255;
  const out = new Float32Array(width * height * 3);
  const lastX = level.width - 1;
  const lastY = level.height - 1;
  const { data, width: stride } = level;
  let k = 0;
  for (let row = 0; row < height; row++) {
    const v = (row + 0.5 - height / 2) * stepY;
    for (let column = 0; column < width; column++, k += 3) {
      const u = (column + 0.5 - width / 2) * stepX;
      let x = region.cx / shrink + u * cos - v * sin - 0.5;
      let y = region.cy / shrink + u * sin + v * cos - 0.5;
      if (borderCode !== undefined && (x < -0.5 || y < -0.5 || x > lastX + 0.5 || y > lastY + 0.5)) {
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
      out[k + 1] = from + gain * blend(data[p + 1]!, data[a + 1]!, data[q + 1]!, data[b + 1]!, fx, fy);
      out[k + 2] = from + gain * blend(data[p + 2]!, data[a + 2]!, data[q + 2]!, data[b + 2]!, fx, fy);
    }
  }
  return out;
}

/** Between four neighbours: the upper two, the lower two, by `fx` across and `fy` down. */
function blend(upperLeft: number, upperRight: number, left: number, right: number, fx: number, fy: number): number {
  const upper = upperLeft + (upperRight - upperLeft) * fx;
  const lower = left + (right - left) * fx;
  return upper + (lower - upper) * fy;
}
