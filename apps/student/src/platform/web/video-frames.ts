/** Frames of a video as it plays. */

/** Called with each new frame until it is told to stop; browsers that do not tell of frames call as often as they draw. */
export function followFrames(video: HTMLVideoElement, onFrame: () => void): () => void {
  const tellsFrames = "requestVideoFrameCallback" in video;
  let last = 0;
  const ask = (): void => {
    last = tellsFrames ? video.requestVideoFrameCallback(hear) : requestAnimationFrame(hear);
  };
  const hear = (): void => {
    ask();
    onFrame();
  };
  ask();
  return () => (tellsFrames ? video.cancelVideoFrameCallback(last) : cancelAnimationFrame(last));
}

export const nextFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    const stop = followFrames(video, () => {
      stop();
      resolve();
    });
  });

/** As the camera gives it, or smaller where it is longer than `longSidePx`. */
export function frameOf(video: HTMLVideoElement, longSidePx = Number.POSITIVE_INFINITY): Promise<ImageBitmap> {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, longSidePx / Math.max(videoWidth, videoHeight));
  if (scale === 1) return createImageBitmap(video);
  return createImageBitmap(video, {
    resizeWidth: Math.round(videoWidth * scale),
    resizeHeight: Math.round(videoHeight * scale),
    resizeQuality: "medium",
  });
}
