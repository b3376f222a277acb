/** A photo of what the camera sees: of five in a row the one that came out best, where an engine can tell. */
import type { PhoneEngine } from "../phone-engine.ts";
import { copyOf, nextFrame } from "./video-frames.ts";

const burst = 5;
/** What is sharp, and whether the eyes are open, shows at this size as well. */
const judgedLongSidePx = 1280;
const jpegQuality = 0.95;

/** null where the browser gives no picture. */
export async function takePhoto(video: HTMLVideoElement, engine: PhoneEngine | null): Promise<Blob | null> {
  const best = engine && (await bestOfBurst(video, engine).catch(() => null));
  return best ?? encoded(video, { width: video.videoWidth, height: video.videoHeight });
}

async function bestOfBurst(video: HTMLVideoElement, engine: PhoneEngine): Promise<Blob | null> {
  const frames: ImageBitmap[] = [];
  let judged: ImageBitmap[] = [];
  const canvas = new OffscreenCanvas(1, 1);
  try {
    for (let taken = 0; taken < burst; taken++) {
      if (taken > 0) await nextFrame(video);
      const frame = await createImageBitmap(video);
      frames.push(frame);
      judged.push(copyOf(frame, frame, judgedLongSidePx, canvas));
    }
    const asked = engine.bestOf(judged);
    judged = [];
    const best = frames[await asked];
    return best ? await encoded(best, best) : null;
  } finally {
    for (const frame of [...frames, ...judged]) frame.close();
  }
}

function encoded(
  picture: HTMLVideoElement | ImageBitmap,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", jpegQuality));
}
