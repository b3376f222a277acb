/** Pastes one picture over another in linear light. */
import { codeOfLinear, linearOfCode } from "../../../packages/engine/src/maths/colour.ts";
import type { Raster, Rect } from "../../../packages/engine/src/ports.ts";

/** Cut-out part of a picture: colours and alpha of its bounding box. */
export interface Layer {
  readonly width: number;
  readonly height: number;
  /** Alpha of each pixel, 0..1. */
  readonly alpha: Float32Array;
  readonly foreground: Uint8Array;
}

/** Pastes the layer, scaled to `place`. Where `coverAt` is 1 the layer is hidden, as by a person in front of it. */
export function pasted(
  raster: Raster,
  layer: Layer,
  place: Rect,
  coverAt: (x: number, y: number) => number = () => 0,
): Raster {
  const data = Uint8Array.from(raster.data);
  const [fromX, fromY] = [layer.width / place.width, layer.height / place.height];
  const left = Math.max(0, Math.ceil(place.left));
  const right = Math.min(raster.width, Math.floor(place.left + place.width));
  const top = Math.max(0, Math.ceil(place.top));
  const bottom = Math.min(raster.height, Math.floor(place.top + place.height));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const own = meanOver(
        layer,
        (x - place.left) * fromX,
        (y - place.top) * fromY,
        Math.max(1, fromX),
        Math.max(1, fromY),
      );
      const a = own.alpha * (1 - coverAt(x, y));
      if (a <= 0) continue;
      const k = 3 * (y * raster.width + x);
      for (let c = 0; c < 3; c++) {
        data[k + c] = codeOfLinear(a * own.light[c]! + (1 - a) * linearOfCode[data[k + c]!]!);
      }
    }
  }
  return { ...raster, data };
}

/** Returns mean alpha, and mean light of the opaque part, over a box of layer pixels. */
function meanOver(
  { width, height, alpha, foreground }: Layer,
  x: number,
  y: number,
  spanX: number,
  spanY: number,
) {
  const light = [0, 0, 0];
  let [sum, count] = [0, 0];
  for (let row = Math.floor(y); row < y + spanY; row++) {
    for (let column = Math.floor(x); column < x + spanX; column++) {
      count++;
      if (row < 0 || column < 0 || row >= height || column >= width) continue;
      const i = row * width + column;
      const a = alpha[i]!;
      if (a <= 0) continue;
      sum += a;
      for (let c = 0; c < 3; c++) light[c]! += a * linearOfCode[foreground[3 * i + c]!]!;
    }
  }
  return { alpha: sum / count, light: sum > 0 ? light.map((value) => value / sum) : light };
}
