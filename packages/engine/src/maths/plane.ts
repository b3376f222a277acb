/** Points, boxes and polygons in the plane. */
import type { Point } from "@gradphoto/domain/photo-standard";
import type { Rect } from "../ports.ts";

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export const midpoint = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Returns intersection over union, 0..1. */
export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Returns the part of `rect` inside a picture of that size. */
export function clipRect(rect: Rect, width: number, height: number): Rect {
  const left = Math.max(0, rect.left);
  const top = Math.max(0, rect.top);
  return {
    left,
    top,
    width: Math.max(0, Math.min(width, rect.left + rect.width) - left),
    height: Math.max(0, Math.min(height, rect.top + rect.height) - top),
  };
}

export function boundsOf(points: readonly Point[]): Rect {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Returns true for a point inside the polygon, by the even-odd rule. */
export function contains(polygon: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous && corner.y > y !== previous.y > y) {
      const crossing =
        ((previous.x - corner.x) * (y - corner.y)) / (previous.y - corner.y) + corner.x;
      if (x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** Returns the polygon grown (factor > 1) or shrunk about the mean of its corners. */
export function growPolygon(polygon: readonly Point[], factor: number): Point[] {
  const n = Math.max(1, polygon.length);
  const cx = polygon.reduce((sum, corner) => sum + corner.x, 0) / n;
  const cy = polygon.reduce((sum, corner) => sum + corner.y, 0) / n;
  return polygon.map((corner) => ({
    x: cx + (corner.x - cx) * factor,
    y: cy + (corner.y - cy) * factor,
  }));
}

/** Returns the grid points inside the polygon, `step` apart. */
export function pointsInside(polygon: readonly Point[], step: number): Point[] {
  const box = boundsOf(polygon);
  const points: Point[] = [];
  for (let y = box.top + step / 2; y < box.top + box.height; y += step) {
    for (let x = box.left + step / 2; x < box.left + box.width; x += step) {
      if (contains(polygon, x, y)) points.push({ x, y });
    }
  }
  return points;
}
