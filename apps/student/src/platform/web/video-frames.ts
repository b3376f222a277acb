/** Frames of a playing video. */

/** Called with each new frame until cancelled; browsers without frame callbacks use animation frames. */
export function followFrames(video: HTMLVideoElement, onFrame: () => void): () => void {
  const reportsFrames = "requestVideoFrameCallback" in video;
  let last = 0;
  const request = (): void => {
    last = reportsFrames ? video.requestVideoFrameCallback(next) : requestAnimationFrame(next);
  };
  const next = (): void => {
    request();
    onFrame();
  };
  request();
  return () => (reportsFrames ? video.cancelVideoFrameCallback(last) : cancelAnimationFrame(last));
}

/** An interrupted video has no next frame: after this time the wait ends without it. */
const longestFrameMs = 500;

export const nextFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, longestFrameMs);
    const stop = followFrames(video, end);
  });

/**
 * A smaller copy where the frame is longer than `longSidePx`, drawn on `canvas`, which is then cleared. Faster than
 * createImageBitmap, which reads the full frame first.
 */
export function copyOf(
  picture: HTMLVideoElement | ImageBitmap,
  size: { readonly width: number; readonly height: number },
  longSidePx: number,
  canvas: OffscreenCanvas,
): ImageBitmap {
  const scale = Math.min(1, longSidePx / Math.max(size.width, size.height));
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("the browser gives no canvas");
  pen.imageSmoothingQuality = "medium";
  pen.drawImage(picture, 0, 0, width, height);
  return canvas.transferToImageBitmap();
}
