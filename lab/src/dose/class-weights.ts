/**
 * Probability of each pixel to belong to one of the chosen classes, interpolated between the cells of the class map.
 */
import { clamp } from "../../../packages/engine/src/maths/statistics.ts";
import {
  type ClassMap,
  classCount,
  classMapSize,
  type PersonClass,
} from "../../../packages/engine/src/models/person-classes.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";

/** Returns width × height values, 0..1, and 0 outside the map. */
export function classWeights(
  { part, probabilities }: ClassMap,
  { width, height }: Raster,
  classes: readonly PersonClass[],
): Float32Array {
  const cells = new Float32Array(classMapSize * classMapSize);
  for (let i = 0; i < cells.length; i++) {
    for (const one of classes) cells[i]! += probabilities[i * classCount + one]!;
  }
  const last = classMapSize - 1;
  const weights = new Float32Array(width * height);
  for (
    let y = Math.max(0, Math.ceil(part.top));
    y < Math.min(height, part.top + part.height);
    y++
  ) {
    const row = clamp(((y + 0.5 - part.top) / part.height) * classMapSize - 0.5, 0, last);
    const upper = Math.floor(row) * classMapSize;
    const lower = Math.min(last, Math.floor(row) + 1) * classMapSize;
    const fy = row - Math.floor(row);
    for (
      let x = Math.max(0, Math.ceil(part.left));
      x < Math.min(width, part.left + part.width);
      x++
    ) {
      const column = clamp(((x + 0.5 - part.left) / part.width) * classMapSize - 0.5, 0, last);
      const x0 = Math.floor(column);
      const x1 = Math.min(last, x0 + 1);
      const fx = column - x0;
      const above = cells[upper + x0]! * (1 - fx) + cells[upper + x1]! * fx;
      const below = cells[lower + x0]! * (1 - fx) + cells[lower + x1]! * fx;
      weights[y * width + x] = above * (1 - fy) + below * fy;
    }
  }
  return weights;
}
