/** Does this browser give back the pixels that it was given? Some change what is read off a canvas, against being traced. */
import { pixelsOf } from "./decode-picture.ts";

/** Enough to be noticed where only some pixels are changed. */
const side = 64;

/** Throws where there is no canvas, or another picture comes back. */
export async function proveCanvas(): Promise<void> {
  const rgba = Uint8ClampedArray.from({ length: side * side * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 251));
  const bitmap = await createImageBitmap(new ImageData(rgba, side, side));
  try {
    const whole = { left: 0, top: 0, width: side, height: side };
    const { data } = pixelsOf(bitmap, { exifOrientation: 1, width: side, height: side }, whole);
    if (data.some((code, at) => code !== rgba[Math.trunc(at / 3) * 4 + (at % 3)]))
      throw new Error("the browser falsifies what is read off a canvas");
  } finally {
    bitmap.close();
  }
}
