/** Follows and copies the frames of a playing video. */

/** Calls `onFrame` on each new frame until the returned function is called; old browsers use animation frames. */
export function followFrames(video: HTMLVideoElement, onFrame: () => void): () => void {
  const reportsFrames = "requestVideoFrameCallback" in video;
  let requestId = 0;
  const request = (): void => {
    requestId = reportsFrames ? video.requestVideoFrameCallback(next) : requestAnimationFrame(next);
  };
  const next = (): void => {
    request();
    onFrame();
  };
  request();
  return () =>
    reportsFrames ? video.cancelVideoFrameCallback(requestId) : cancelAnimationFrame(requestId);
}

/** An interrupted video has no next frame: after this time the wait ends without it. */
const frameTimeoutMs = 500;

export const nextFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, frameTimeoutMs);
    const stop = followFrames(video, end);
  });

/**
 * Copies the frame, scaled down if it is longer than `longSidePx`. Draws it on `canvas` and then clears that. Faster
 * than createImageBitmap, which reads the full frame first.
 */
export function copyScaled(
  picture: HTMLVideoElement | ImageBitmap,
  size: { readonly width: number; readonly height: number },
  longSidePx: number,
  canvas: OffscreenCanvas,
): ImageBitmap {
  const scale = Math.min(1, longSidePx / Math.max(size.width, size.height));
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The browser provides no 2D context");
  context.imageSmoothingQuality = "medium";
  context.drawImage(picture, 0, 0, width, height);
  return canvas.transferToImageBitmap();
}
