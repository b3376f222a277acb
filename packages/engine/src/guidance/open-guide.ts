/** Frames in, what to say out: the memory from one frame to the next. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { buildPyramid } from "../maths/pyramid.ts";
import type { Raster } from "../ports.ts";
import { advise, beginGuide, countOf } from "./advise.ts";
import { openCloserLooks } from "./closer-looks.ts";
import { type Followed, followFaces } from "./follow-face.ts";
import { pictureOf } from "./frame-subject.ts";
import type { Guidance } from "./guidance.ts";
import { instructions } from "./instructions.ts";
import type { CloserModels } from "./look-closer.ts";
import { type FrameModels, liveCheckIds, readFrame } from "./read-frame.ts";

/**
 * `frame`: upright, as long as 640 px, in the order that the camera gave them, and as the holder of the phone sees it: that
 * of a front camera is mirrored before it is handed over. `atMs`: when it was taken, by any clock that is the same for all.
 */
export type GuideFrame = (frame: Raster, atMs: number) => Promise<Guidance>;

/** After a longer pause, as of a page that was out of sight, nothing is known of who stands there. */
const longestPauseMs = 600;

/** `closer`: null until what a closer look takes is there. */
export function openGuide(spec: PhotoSpec, models: FrameModels, closer: () => CloserModels | null): GuideFrame {
  let guide = beginGuide;
  let followed: Followed | null = null;
  /** When the frame before was done with. */
  let lastMs = Number.NEGATIVE_INFINITY;
  const looks = openCloserLooks(models, closer);

  return async (frame, atMs) => {
    if (atMs - lastMs > longestPauseMs) {
      [guide, followed] = [beginGuide, null];
      looks.forget();
    }
    // One that waited through a closer look was taken before its end.
    lastMs = Math.max(lastMs, atMs);
    const pyramid = buildPyramid(frame);
    followed = await followFaces(pyramid, followed, models, atMs);
    const picture = pictureOf(pyramid, followed.faces, spec);
    const reading = readFrame(picture, models, liveCheckIds);
    const { said: before } = guide;
    const isClear = !instructions.some((one) => one.applies(reading, one === before));
    const found = await looks.of({ picture, head: reading.head, isClear, count: countOf(guide, atMs) }, atMs);
    lastMs = Math.max(lastMs, looks.endedMs());
    const findings = found ? new Map([...reading.findings, ...found]) : reading.findings;
    guide = advise(guide, { ...reading, findings }, atMs);
    const count = countOf(guide, atMs);
    const { said } = guide;
    // The next shot takes another good second.
    if (count === "shoot") guide = beginGuide;
    return { instruction: said && { id: said.id, words: said.words }, count };
  };
}
