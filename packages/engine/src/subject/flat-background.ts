/** The background of a finished photo, found from its edges inwards. */
import type { Rgb } from "@gradphoto/contract";
import { distanceTo } from "../maths/chessboard.ts";
import type { Raster } from "../ports.ts";

export interface FlatBackground {
  /** Largest deviation from the colour, in codes, farther than 16 px from the person; 255 when there is hardly any background. */
  readonly farDeviation: number;
  /** 1 where the pixel is background. */
  readonly mask: Uint8Array;
}

/** More than this is the person's edge; JPEG ringing near it stays mostly below. */
const nearToleranceCode = 6;
const farPx = 16;
/** A photo always shows background above the shoulders. */
const leastShare = 0.05;

export function backgroundOf({ width, height, data }: Raster, wall: Rgb): FlatBackground {
  const deviation = deviations(data, wall);
  const mask = floodFromEdges(deviation, width, height);
  const personDistance = distanceTo(invert(mask), 1, width);
  let farDeviation = 0;
  let far = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0 || personDistance[i]! <= farPx) continue;
    far++;
    if (deviation[i]! > farDeviation) farDeviation = deviation[i]!;
  }
  return { farDeviation: far >= leastShare * mask.length ? farDeviation : 255, mask };
}

/** Per pixel the deviation of its worst channel. */
function deviations(data: Uint8Array, { r, g, b }: Rgb): Uint8Array {
  const deviation = new Uint8Array(data.length / 3);
  for (let i = 0, k = 0; i < deviation.length; i++, k += 3) {
    const dr = Math.abs(data[k]! - r);
    const dg = Math.abs(data[k + 1]! - g);
    const db = Math.abs(data[k + 2]! - b);
    deviation[i] = dr > dg ? Math.max(dr, db) : Math.max(dg, db);
  }
  return deviation;
}

function invert(mask: Uint8Array): Uint8Array {
  const inverse = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) inverse[i] = 1 - mask[i]!;
  return inverse;
}

/** Pixels of the background colour that hold together with the top, left or right edge. */
function floodFromEdges(deviation: Uint8Array, width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  const queue = new Int32Array(width * height);
  let end = 0;
  const visit = (i: number): void => {
    if (mask[i] !== 0 || deviation[i]! > nearToleranceCode) return;
    mask[i] = 1;
    queue[end++] = i;
  };
  for (let x = 0; x < width; x++) visit(x);
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  for (let head = 0; head < end; head++) {
    const i = queue[head]!;
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
  return mask;
}
