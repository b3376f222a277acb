/**
 * Decodes pictures with the browser: sRGB, transparency on white, rotated here, read strip by strip. Verifies its
 * canvas.
 */

import { blocksOf } from "../file/marks/blocks-of.ts";
import { clearOrientation } from "../file/marks/exif-texts.ts";
import type { Raster, Rect, SourceFormat, SourceHeader } from "../ports.ts";
import { shrinkByMeans } from "./resample.ts";

/**
 * Removes the orientation from a copy, because only some decoders apply it. The pixels then decode as stored, except
 * for HEIF container rotations, which all decoders apply.
 */
export function withoutTurn(bytes: Uint8Array, format: SourceFormat): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (const block of blocksOf(copy, format).exif) clearOrientation(block);
  return copy;
}

const mediaTypes: Readonly<Record<SourceFormat, string>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
  heic: "image/heic",
};

/** Error for a picture that this browser cannot decode. Another browser may, so it proves nothing about the photo. */
export class NotReadHereError extends Error {
  override readonly name = "NotReadHereError";
}

/** Decodes a picture as stored. Rejects where the browser cannot decode it. */
export const bitmapOf = (bytes: Uint8Array, format: SourceFormat): Promise<ImageBitmap> =>
  createImageBitmap(new Blob([withoutTurn(bytes, format)], { type: mediaTypes[format] }));

type Size = Pick<Raster, "width" | "height">;

/** Canvas transforms by EXIF orientation, which map a stored picture to an upright one of that size. */
const turns: Readonly<
  Record<number, (upright: Size) => readonly [number, number, number, number, number, number]>
> = {
  2: ({ width }) => [-1, 0, 0, 1, width, 0],
  3: ({ width, height }) => [-1, 0, 0, -1, width, height],
  4: ({ height }) => [1, 0, 0, -1, 0, height],
  5: () => [0, 1, 1, 0, 0, 0],
  6: ({ width }) => [0, 1, -1, 0, width, 0],
  7: ({ width, height }) => [0, -1, -1, 0, width, height],
  8: ({ height }) => [0, -1, 1, 0, 0, height],
};

/**
 * Pixels per strip. A canvas of the full picture would need the memory again, and some phones do not support one that
 * large.
 */
const stripPixels = 2 ** 20;

/**
 * Reads the part of the upright picture, as means of squares of `side` pixels. A large picture is never held
 * completely.
 */
export function pixelsOf(
  bitmap: ImageBitmap,
  header: Pick<SourceHeader, "exifOrientation" | "width" | "height">,
  part: Rect,
  side = 1,
): Raster {
  const { left, top, width, height } = part;
  const rows = Math.min(height, side * Math.max(1, Math.floor(stripPixels / width / side)));
  const canvas = new OffscreenCanvas(width, rows);
  try {
    const strip = canvas.getContext("2d", { willReadFrequently: true });
    if (!strip) throw new Error("the browser gives no canvas");
    strip.imageSmoothingEnabled = false;
    strip.fillStyle = "#ffffff";
    const [a, b, c, d, x, y] = turns[header.exifOrientation]?.(header) ?? [1, 0, 0, 1, 0, 0];
    const [toWidth, toHeight] = [Math.ceil(width / side), Math.ceil(height / side)];
    const data = new Uint8Array(toWidth * toHeight * 3);
    for (let row = 0; row < height; row += rows) {
      const count = Math.min(rows, height - row);
      strip.setTransform(1, 0, 0, 1, 0, 0);
      strip.fillRect(0, 0, width, count);
      strip.setTransform(a, b, c, d, x - left, y - top - row);
      strip.drawImage(bitmap, 0, 0);
      const pixels = strip.getImageData(0, 0, width, count, { colorSpace: "srgb" }).data;
      const means = shrinkByMeans({ width, height: count, data: pixels, stride: 4 }, side);
      data.set(means.data, (row / side) * toWidth * 3);
    }
    return { width: toWidth, height: toHeight, data };
  } finally {
    // This frees the memory at once, because some browsers collect canvases late.
    canvas.width = canvas.height = 0;
  }
}

/** Side of the tested canvas, large enough to detect a browser that changes only some pixels. */
const provenSide = 64;

/**
 * Throws where there is no canvas, or its pixels are not returned unchanged. Some browsers alter them as a protection
 * against fingerprinting.
 */
export async function proveCanvas(): Promise<void> {
  const rgba = Uint8ClampedArray.from({ length: provenSide ** 2 * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 37) % 251,
  );
  const bitmap = await createImageBitmap(new ImageData(rgba, provenSide, provenSide));
  try {
    const complete = { left: 0, top: 0, width: provenSide, height: provenSide };
    const { data } = pixelsOf(
      bitmap,
      { exifOrientation: 1, width: provenSide, height: provenSide },
      complete,
    );
    if (data.some((code, at) => code !== rgba[Math.trunc(at / 3) * 4 + (at % 3)]))
      throw new Error("the browser falsifies what is read off a canvas");
  } finally {
    bitmap.close();
  }
}
