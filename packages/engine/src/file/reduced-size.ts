/** How large a picture is when it is reduced by a whole number. */
import type { Raster } from "../ports.ts";

type Size = Pick<Raster, "width" | "height">;

/**
 * Of a reduction by three and more a JPEG decoder does two by itself, unless one pixel more is asked for than that leaves:
 * there what is left over at the sides is dropped.
 */
export function reducedSize({ width, height }: Size, by: number): Size {
  const whole = by > 2 ? Math.floor : Math.ceil;
  return { width: Math.max(1, whole(width / by)), height: Math.max(1, whole(height / by)) };
}
