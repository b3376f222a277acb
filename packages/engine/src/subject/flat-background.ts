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

export function backgroundOf({ width, height, data }: Raster, { r, g, b }: Rgb): FlatBackground {
  const deviation = (i: number): number =>
    Math.max(Math.abs(data[3 * i]! - r), Math.abs(data[3 * i + 1]! - g), Math.abs(data[3 * i + 2]! - b));
  const mask = floodFromEdges(width, height, (i) => deviation(i) <= nearToleranceCode);
  const personDistance = distanceTo(
    mask.map((background) => 1 - background),
    1,
    width,
  );
  let farDeviation = 0;
  let far = 0;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i] || personDistance[i]! <= farPx) continue;
    far++;
    farDeviation = Math.max(farDeviation, deviation(i));
  }
  return { farDeviation: far >= leastShare * mask.length ? farDeviation : 255, mask };
}

/** Pixels that hold together with the top, left or right edge. */
function floodFromEdges(width: number, height: number, inside: (i: number) => boolean): Uint8Array {
  const mask = new Uint8Array(width * height);
  const queue: number[] = [];
  const visit = (i: number): void => {
    if (mask[i] || !inside(i)) return;
    mask[i] = 1;
    queue.push(i);
  };
  for (let x = 0; x < width; x++) visit(x);
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
  return mask;
}
