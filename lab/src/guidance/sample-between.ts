/** Interpolates a picture's colour at a position between pixels and writes it into another picture. */
import type { Point } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../../../packages/engine/src/ports.ts";

/** Mixes `share` of the interpolated colour into the pixel at byte offset `to`. */
export function writeBetween(
  data: Uint8Array,
  to: number,
  { width, height, data: from }: Raster,
  { x, y }: Point,
  share = 1,
): void {
  const [x0, y0] = [
    Math.min(width - 2, Math.max(0, Math.floor(x))),
    Math.min(height - 2, Math.max(0, Math.floor(y))),
  ];
  const [fx, fy] = [Math.min(1, Math.max(0, x - x0)), Math.min(1, Math.max(0, y - y0))];
  const at = 3 * (y0 * width + x0);
  for (let c = 0; c < 3; c++) {
    const upper = from[at + c]! * (1 - fx) + from[at + 3 + c]! * fx;
    const lower = from[at + 3 * width + c]! * (1 - fx) + from[at + 3 * width + 3 + c]! * fx;
    data[to + c] = Math.round(
      (1 - share) * data[to + c]! + share * (upper * (1 - fy) + lower * fy),
    );
  }
}
