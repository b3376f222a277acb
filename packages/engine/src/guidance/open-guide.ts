/** Frames in, what to say out: the memory from one frame to the next. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { buildPyramid } from "../maths/pyramid.ts";
import type { Raster } from "../ports.ts";
import type { PictureSubject } from "../subject/subject.ts";
import { advise, beginGuide, countOf } from "./advise.ts";
import { type Followed, followFaces } from "./follow-face.ts";
import { type FoundById, pictureOf } from "./frame-subject.ts";
import type { Guidance } from "./guidance.ts";
import { instructions } from "./instructions.ts";
import { type CloserModels, hasMoved, lookCloser } from "./look-closer.ts";
import { type FrameModels, type FrameReading, liveCheckIds, readFrame } from "./read-frame.ts";
import type { Standing } from "./standing.ts";

/**
 * `frame`: upright, as long as 640 px, in the order that the camera gave them, and as the holder of the phone sees it: that
 * of a front camera is mirrored before it is handed over. `atMs`: when it was taken, by any clock that is the same for all.
 */
export type GuideFrame = (frame: Raster, atMs: number) => Promise<Guidance>;

/** After a longer pause, as of a page that was out of sight, nothing is known of who stands there. */
const longestPauseMs = 600;

/** From one closer look to the next. */
const lookEveryMs = 1750;
/** On a slow phone they come more rarely, so that most of the time is left to the frames. */
const framesPerLook = 4;

/** And once more as the last count begins, unless one was had just now: nothing else would keep the shot from what came meanwhile. */
const leastRestMs = 250;

/** What a closer look found, of a head that stood there. */
interface Look {
  readonly found: FoundById;
  readonly standing: Standing;
}

/** `closer`: null until what a closer look takes is there. */
export function openGuide(spec: PhotoSpec, models: FrameModels, closer: () => CloserModels | null): GuideFrame {
  let guide = beginGuide;
  let followed: Followed | null = null;
  let look: Look | null = null;
  let nextLookMs = Number.NEGATIVE_INFINITY;
  let lookedUntilMs = Number.NEGATIVE_INFINITY;
  /** The countdown whose last count was looked at, by when its good second began. */
  let lookedAtCountdown: number | null = null;
  /** When the frame before was done with. */
  let lastMs = Number.NEGATIVE_INFINITY;

  function isDue(atMs: number): boolean {
    if (atMs >= nextLookMs) return true;
    const isLastCount = countOf(guide, atMs) === 1 && guide.goodSinceMs !== lookedAtCountdown;
    return isLastCount && atMs - lookedUntilMs >= leastRestMs;
  }

  /** Only while a frame calls for nothing more pressing. */
  async function lookAgain(picture: PictureSubject, { head }: FrameReading, atMs: number): Promise<void> {
    const around = closer();
    if (!around || !head || !isDue(atMs)) return;
    if (countOf(guide, atMs) === 1) lookedAtCountdown = guide.goodSinceMs;
    const beganMs = around.clock();
    // One that fails is had without: the next comes in its turn.
    const found = await lookCloser(picture, models, around).catch(() => null);
    const tookMs = around.clock() - beganMs;
    look = found && { found, standing: head.standing };
    nextLookMs = atMs + Math.max(lookEveryMs, (1 + framesPerLook) * tookMs);
    lastMs = lookedUntilMs = atMs + tookMs;
  }

  return async (frame, atMs) => {
    if (atMs - lastMs > longestPauseMs) [guide, followed, look] = [beginGuide, null, null];
    // One that waited through a closer look was taken before its end.
    lastMs = Math.max(lastMs, atMs);
    const pyramid = buildPyramid(frame);
    followed = await followFaces(pyramid, followed, models, atMs);
    const picture = pictureOf(pyramid, followed.faces, spec);
    const reading = readFrame(picture, models, liveCheckIds);
    if (look && (!reading.head || hasMoved(look.standing, reading.head.standing))) look = null;
    const { said: before } = guide;
    if (!instructions.some((one) => one.applies(reading, one === before))) await lookAgain(picture, reading, atMs);
    const findings = look ? new Map([...reading.findings, ...look.found]) : reading.findings;
    guide = advise(guide, { ...reading, findings }, atMs);
    const count = countOf(guide, atMs);
    const { said } = guide;
    // The next shot takes another good second.
    if (count === "shoot") guide = beginGuide;
    return { instruction: said && { id: said.id, words: said.words }, count };
  };
}
