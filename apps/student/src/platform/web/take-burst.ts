/** A photo of what the camera sees: of five in a row the one that came out best, where an engine can tell. */
import type { PhoneEngine } from "../phone-engine.ts";
import { frameOf, nextFrame } from "./video-frames.ts";

const burst = 5;
/** What is sharp, and whether the eyes are open, shows at this size as well. */
const judgedLongSidePx = 1280;
const jpegQuality = 0.95;

/** null where the browser gives no picture. */
export async function takeBurst(video: HTMLVideoElement, engine: PhoneEngine | null): Promise<Blob | null> {
  const frames: ImageBitmap[] = [];
  try {
    const judged: ImageBitmap[] = [];
    for (let taken = 0; taken < (engine ? burst : 1); taken++) {
      if (taken > 0) await nextFrame(video);
      frames.push(await frameOf(video));
      if (engine) judged.push(await frameOf(video, judgedLongSidePx));
    }
    const best = engine ? await engine.bestOf(judged).catch(() => 0) : 0;
    return await encoded(frames[best]);
  } finally {
    for (const frame of frames) frame.close();
  }
}

function encoded(frame: ImageBitmap | undefined): Promise<Blob | null> {
  if (!frame) return Promise.resolve(null);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [frame.width, frame.height];
  canvas.getContext("2d")?.drawImage(frame, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", jpegQuality));
}
