/** Resamples the network's class map to probabilities per output pixel. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { clamp } from "../maths/statistics.ts";
import { type ClassMap, classMapSize } from "../models/person-classes.ts";
import type { Raster } from "../ports.ts";
import type { Crop } from "../subject/subject.ts";

export interface CoarseMaps {
  readonly personAlpha: Float32Array;
  readonly hair: Float32Array;
}

/**
 * Converts the class map's margins to probabilities per output pixel, 0 outside the picture. Margins are interpolated
 * instead of probabilities, which keeps edges sharp.
 */
export function coarseMaps(
  { part, personMargin, hairMargin }: ClassMap,
  { rect, scale }: Crop,
  { widthPx, heightPx }: PhotoSpec,
  picture: Raster,
): CoarseMaps {
  const personAlpha = new Float32Array(widthPx * heightPx);
  const hair = new Float32Array(widthPx * heightPx);
  const columns = cellsAlong(rect.left, scale, widthPx, part.left, part.width, picture.width);
  const rows = cellsAlong(rect.top, scale, heightPx, part.top, part.height, picture.height);
  for (let row = 0; row < heightPx; row++) {
    const y0 = rows.before[row]!;
    if (y0 < 0) continue;
    const fy = rows.weight[row]!;
    const top = y0 * classMapSize;
    const bottom = Math.min(y0 + 1, lastCell) * classMapSize;
    for (let column = 0; column < widthPx; column++) {
      const x0 = columns.before[column]!;
      if (x0 < 0) continue;
      const x1 = x0 < lastCell ? x0 + 1 : lastCell;
      const fx = columns.weight[column]!;
      const a = personMargin[top + x0]! + (personMargin[top + x1]! - personMargin[top + x0]!) * fx;
      const b =
        personMargin[bottom + x0]! + (personMargin[bottom + x1]! - personMargin[bottom + x0]!) * fx;
      const person = a + (b - a) * fy;
      if (person < -certainMargin) continue;
      const i = row * widthPx + column;
      personAlpha[i] = person > certainMargin ? 1 : 1 / (1 + Math.exp(-2 * person));
      const c = hairMargin[top + x0]! + (hairMargin[top + x1]! - hairMargin[top + x0]!) * fx;
      const d =
        hairMargin[bottom + x0]! + (hairMargin[bottom + x1]! - hairMargin[bottom + x0]!) * fx;
      const hairy = c + (d - c) * fy;
      if (hairy > -certainMargin)
        hair[i] = hairy > certainMargin ? 1 : 1 / (1 + Math.exp(-2 * hairy));
    }
  }
  return { personAlpha, hair };
}

const lastCell = classMapSize - 1;

interface CellsAlong {
  /** The cell whose centre precedes each output pixel's, or -1 for pixels outside the picture. */
  readonly before: Int32Array;
  /** Weight of the following cell, 0..1. */
  readonly weight: Float64Array;
}

/**
 * Returns the cells along one axis, for the frame's start and scale, the map's part of the picture, and the length of
 * the picture.
 */
function cellsAlong(
  start: number,
  scale: number,
  countPx: number,
  partStart: number,
  partLength: number,
  pictureLength: number,
): CellsAlong {
  const previous = new Int32Array(countPx).fill(-1);
  const weight = new Float64Array(countPx);
  for (let i = 0; i < countPx; i++) {
    const at = start + (i + 0.5) / scale;
    if (at < 0 || at > pictureLength) continue;
    const cell = clamp(((at - partStart) / partLength) * classMapSize - 0.5, 0, lastCell);
    previous[i] = Math.floor(cell);
    weight[i] = cell - Math.floor(cell);
  }
  return { before: previous, weight };
}

/** Margin in logits beyond which a probability is within 0.0005 of 0 or 1. */
const certainMargin = 3.8;
