/** Lab colours of a part of the picture, at a size tied to the face so that measures do not depend on resolution. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { type Lab, writeLab } from "../maths/colour.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import { regionOfRect, sampleRegion } from "../maths/region.ts";
import type { Rect } from "../ports.ts";

export interface LabPatch {
  readonly part: Rect;
  readonly width: number;
  readonly height: number;
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** Samples a patch with `pixelsPerPx` patch pixels per picture pixel. */
export function labPatchOf(pyramid: Pyramid, part: Rect, pixelsPerPx: number): LabPatch {
  const width = Math.max(16, Math.round(part.width * pixelsPerPx));
  const height = Math.max(16, Math.round(part.height * pixelsPerPx));
  const rgb = sampleRegion(pyramid, regionOfRect(part), width, height, { from: 0, to: 255 });
  const n = width * height;
  const patch = {
    part,
    width,
    height,
    l: new Float32Array(n),
    a: new Float32Array(n),
    b: new Float32Array(n),
  };
  for (let i = 0; i < n; i++) {
    writeLab(
      (rgb[3 * i]! + 0.5) | 0,
      (rgb[3 * i + 1]! + 0.5) | 0,
      (rgb[3 * i + 2]! + 0.5) | 0,
      patch,
      i,
    );
  }
  return patch;
}

/** Returns the patch pixel at a picture point, or null outside. */
export function labAt(patch: LabPatch, { x, y }: Point): Lab | null {
  const column = Math.floor(((x - patch.part.left) / patch.part.width) * patch.width);
  const row = Math.floor(((y - patch.part.top) / patch.part.height) * patch.height);
  if (column < 0 || row < 0 || column >= patch.width || row >= patch.height) return null;
  const i = row * patch.width + column;
  return { l: patch.l[i]!, a: patch.a[i]!, b: patch.b[i]! };
}

/** Returns the colours at the points within the patch. */
export function labsAt(patch: LabPatch, points: readonly Point[]): Lab[] {
  const labs: Lab[] = [];
  for (const point of points) {
    const lab = labAt(patch, point);
    if (lab) labs.push(lab);
  }
  return labs;
}
