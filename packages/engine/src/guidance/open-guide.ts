/** Frames in, what to say out: the memory from one frame to the next. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../ports.ts";
import { advise, beginGuide, countOf } from "./advise.ts";
import type { Followed } from "./follow-face.ts";
import type { Guidance } from "./guidance.ts";
import { type FrameModels, readFrame } from "./read-frame.ts";

/**
 * `frame`: upright, in the order that the camera gave them, and as the holder of the phone sees it: that of a front camera
 * is mirrored before it is handed over. `atMs`: when it was taken, by any clock that is the same for all.
 */
export type GuideFrame = (frame: Raster, atMs: number) => Promise<Guidance>;

/** After a longer pause, as of a page that was out of sight, nothing is known of who stands there. */
const longestPauseMs = 600;

export function openGuide(spec: PhotoSpec, models: FrameModels): GuideFrame {
  let guide = beginGuide;
  let followed: Followed | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  return async (frame, atMs) => {
    if (atMs - lastMs > longestPauseMs) [guide, followed] = [beginGuide, null];
    lastMs = atMs;
    const reading = await readFrame(frame, atMs, spec, followed, models);
    followed = reading.followed;
    guide = advise(guide, reading, atMs);
    const count = countOf(guide, atMs);
    const { said } = guide;
    // The next shot takes another good second.
    if (count === "shoot") guide = beginGuide;
    return { instruction: said && { id: said.id, words: said.words }, count };
  };
}
