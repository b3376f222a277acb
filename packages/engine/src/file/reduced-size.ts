/** Size of a picture after reduction by a whole number. */
import type { Raster } from "../ports.ts";

type Size = Pick<Raster, "width" | "height">;

/**
 * Of a reduction by three and more, a JPEG decoder does a factor of two by itself, unless one more pixel is requested
 * than that leaves. So from three on the remainder at the sides is dropped.
 */
export function reducedSize({ width, height }: Size, by: number): Size {
  const whole = by > 2 ? Math.floor : Math.ceil;
  return { width: Math.max(1, whole(width / by)), height: Math.max(1, whole(height / by)) };
}
