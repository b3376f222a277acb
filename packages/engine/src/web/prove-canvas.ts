/**
 * Verifies that the browser returns canvas pixels unchanged. Some alter them as a protection against fingerprinting.
 */
import { pixelsOf } from "./decode-picture.ts";

/** Large enough to detect a browser that changes only some pixels. */
const side = 64;

/** Throws where there is no canvas, or its pixels differ. */
export async function proveCanvas(): Promise<void> {
  const rgba = Uint8ClampedArray.from({ length: side * side * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 251));
  const bitmap = await createImageBitmap(new ImageData(rgba, side, side));
  try {
    const complete = { left: 0, top: 0, width: side, height: side };
    const { data } = pixelsOf(bitmap, { exifOrientation: 1, width: side, height: side }, complete);
    if (data.some((code, at) => code !== rgba[Math.trunc(at / 3) * 4 + (at % 3)]))
      throw new Error("the browser falsifies what is read off a canvas");
  } finally {
    bitmap.close();
  }
}
