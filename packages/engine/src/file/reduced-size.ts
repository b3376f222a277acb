/** How large a picture is when it is reduced by a whole number. */
import type { Raster } from "../ports.ts";

type Size = Pick<Raster, "width" | "height">;

/** What is left over at the sides is dropped: a pixel more, and a decoder that reduces by two would do nothing of a reduction by three. */
export const reducedSize = ({ width, height }: Size, by: number): Size => ({
  width: Math.max(1, Math.floor(width / by)),
  height: Math.max(1, Math.floor(height / by)),
});
