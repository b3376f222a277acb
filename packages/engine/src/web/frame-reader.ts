/** Pixels of a camera's frames. */
import type { Raster } from "../ports.ts";
import { shrinkByMeans } from "./shrink-by-means.ts";

/** One canvas for all of them: to make one takes longer than to read it, and they come faster than some browsers collect them. */
export function openFrameReader(): (frame: ImageBitmap) => Raster {
  let canvas: OffscreenCanvas | null = null;
  return (frame) => {
    const { width, height } = frame;
    if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) throw new Error("the browser gives no canvas");
    // Nothing is left of the frame before.
    pen.globalCompositeOperation = "copy";
    pen.drawImage(frame, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height, { colorSpace: "srgb" });
    return shrinkByMeans({ width, height, data, stride: 4 }, 1);
  };
}
