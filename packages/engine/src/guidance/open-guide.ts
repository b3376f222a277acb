/** Frames in, what to say out: the memory from one frame to the next. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { buildPyramid, type Pyramid } from "../maths/pyramid.ts";
import { sampleRegion } from "../maths/region.ts";
import type { Raster } from "../ports.ts";
import { type FaceFrame, faceFrameOf } from "../subject/face-frame.ts";
import { mainFaceOf } from "../subject/main-face.ts";
import type { PictureSubject } from "../subject/subject.ts";
import { advise, beginGuide, countOf } from "./advise.ts";
import { type Followed, followFaces } from "./follow-face.ts";
import { type FoundById, pictureOf } from "./frame-subject.ts";
import type { Count, Guidance } from "./guidance.ts";
import { instructions } from "./instructions.ts";
import { type CloserModels, hasMoved, lookCloser } from "./look-closer.ts";
import { type FrameModels, type FrameReading, liveCheckIds, readFrame } from "./read-frame.ts";
import type { Standing } from "./standing.ts";

/** Grey codes of `sidePx` × `sidePx`, upright and of the face's own size. */
type Thumbnail = Float32Array;

const sidePx = 12;
/** In eye distances: hair, ears, and as much of the wall as a shadow falls on. */
const reach = 4.5;

function thumbnailOf(pyramid: Pyramid, { origin, iodPx, rollDeg }: FaceFrame): Thumbnail {
  const side = reach * iodPx;
  const region = { cx: origin.x, cy: origin.y, width: side, height: side, angleRad: (rollDeg * Math.PI) / 180 };
  const rgb = sampleRegion(pyramid, region, sidePx, sidePx, { from: 0, to: 255 });
  return Float32Array.from({ length: sidePx ** 2 }, (_, i) => (rgb[3 * i]! + rgb[3 * i + 1]! + rgb[3 * i + 2]!) / 3);
}

/**
 * Own choices, by three people before the fake camera: where they stand still or sway, at most three cells differ as much, by
 * what the mesh itself wavers; a fringe or hair let down over the ears is seven and more.
 */
const otherCodes = 32;
const mostOtherCells = 4;

/** A head and the wall about it, made small, by which one frame is told from another without a network. */
const looksOther = (one: Thumbnail, other: Thumbnail): boolean =>
  one.reduce((count, code, i) => (Math.abs(code - other[i]!) > otherCodes ? count + 1 : count), 0) > mostOtherCells;

/** From one closer look to the next where nothing changes. */
const lookEveryMs = 1750;
/** On a slow phone they come more rarely, so that most of the time is left to the frames. */
const framesPerLook = 4;
/** Between any two; after one for what has changed, twice as long as it took goes to the frames. */
const leastRestMs = 250;
const restPerLook = 2;

/** What a closer look found, of a head that stood and looked so. */
interface Look {
  readonly found: FoundById;
  readonly standing: Standing;
  readonly thumbnail: Thumbnail;
}

const nothing: FoundById = new Map();

type Head = NonNullable<FrameReading["head"]>;

interface SeenFrame {
  readonly picture: PictureSubject;
  readonly head: Head | null;
  /** It calls for nothing more pressing. */
  readonly isClear: boolean;
  /** Of the frame before. */
  readonly count: Count;
}

interface CloserLooks {
  /** What is known of this head; null: nothing. Looks anew where that is due. */
  readonly of: (frame: SeenFrame, atMs: number) => Promise<FoundById | null>;
  /** When the last look ended, by the frames' clock. */
  readonly endedMs: () => number;
  readonly forget: () => void;
}

/** `closer`: null until what it takes is there. */
function openCloserLooks(models: FrameModels, closer: () => CloserModels | null): CloserLooks {
  let look: Look | null = null;
  let nextMs = Number.NEGATIVE_INFINITY;
  let endedMs = Number.NEGATIVE_INFINITY;
  let tookMs = 0;
  let wasLastCountSeen = false;
  /** Of the frame before. */
  let previous: Thumbnail | null = null;

  /** Whoever still moves is waited for; the shot waits for the look. */
  function isDue(thumbnail: Thumbnail, isStill: boolean, isLastCount: boolean, atMs: number): boolean {
    if (atMs >= nextMs) return true;
    const restedMs = atMs - endedMs;
    const isOther = look === null || looksOther(look.thumbnail, thumbnail);
    if (isLastCount) return isOther || (!wasLastCountSeen && restedMs >= leastRestMs);
    return isOther && isStill && restedMs >= Math.max(leastRestMs, restPerLook * tookMs);
  }

  async function lookAgain(
    { picture }: SeenFrame,
    { standing }: Head,
    thumbnail: Thumbnail,
    around: CloserModels,
    atMs: number,
  ): Promise<void> {
    const beganMs = around.clock();
    // One that fails is had without: the next comes in its turn.
    const match = await lookCloser(picture, models, around).catch(() => null);
    tookMs = around.clock() - beganMs;
    look = { found: match ?? nothing, standing, thumbnail };
    nextMs = atMs + Math.max(lookEveryMs, (1 + framesPerLook) * tookMs);
    endedMs = atMs + tookMs;
  }

  return {
    async of(frame, atMs) {
      const { picture, head, isClear, count } = frame;
      const main = mainFaceOf(picture.faces);
      const thumbnail = head && main ? thumbnailOf(picture.pyramid, faceFrameOf(main.mesh.points)) : null;
      const isStill = thumbnail !== null && previous !== null && !looksOther(previous, thumbnail);
      previous = thumbnail;
      if (look && (!head || hasMoved(look.standing, head.standing))) look = null;
      const isLastCount = count === 1 || count === "shoot";
      wasLastCountSeen &&= isLastCount;
      const around = closer();
      if (around && head && thumbnail && isClear && isDue(thumbnail, isStill, isLastCount, atMs)) {
        wasLastCountSeen = isLastCount;
        await lookAgain(frame, head, thumbnail, around, atMs);
      }
      return look?.found ?? null;
    },
    endedMs: () => endedMs,
    forget() {
      look = null;
      previous = null;
    },
  };
}

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
    const { said: previous } = guide;
    const isClear = !instructions.some((one) => one.applies(reading, one === previous));
    const match = await looks.of({ picture, head: reading.head, isClear, count: countOf(guide, atMs) }, atMs);
    lastMs = Math.max(lastMs, looks.endedMs());
    const findings = match ? new Map([...reading.findings, ...match]) : reading.findings;
    guide = advise(guide, { ...reading, findings }, atMs);
    const count = countOf(guide, atMs);
    const { said: hint } = guide;
    // The next shot takes another good second.
    if (count === "shoot") guide = beginGuide;
    return { instruction: hint && { id: hint.id, words: hint.words }, count };
  };
}
