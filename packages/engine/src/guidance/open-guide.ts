/** Frames in, what to say out: the memory from one frame to the next. */
import type { Bilingual, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../ports.ts";
import { advise, beginGuide, type Count, countOf } from "./advise.ts";
import type { Followed } from "./follow-face.ts";
import { type FrameEngine, readFrame } from "./read-frame.ts";

export interface Guidance {
  /** null where all is well. */
  readonly instruction: { readonly id: string; readonly words: Bilingual } | null;
  readonly count: Count;
}

/** `frame`: upright, in the order that the camera gave them. */
export type GuideFrame = (frame: Raster) => Promise<Guidance>;

/** After a longer pause, as of a page that was out of sight, nothing is known of who stands there. */
const longestPauseMs = 1500;

export function openGuide(spec: PhotoSpec, engine: FrameEngine): GuideFrame {
  let guide = beginGuide;
  let followed: Followed | null = null;
  let lastMs = engine.clock();
  return async (frame) => {
    const atMs = engine.clock();
    if (atMs - lastMs > longestPauseMs) [guide, followed] = [beginGuide, null];
    lastMs = atMs;
    const reading = await readFrame(frame, spec, followed, engine);
    followed = reading.followed;
    guide = advise(guide, reading, atMs);
    const count = countOf(guide, atMs);
    const { said } = guide;
    // The next shot takes another good second.
    if (count === "shoot") guide = beginGuide;
    return { instruction: said && { id: said.id, words: said.words }, count };
  };
}
