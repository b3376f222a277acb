/** Live guide, which takes frames and returns instructions, with state from one frame to the next. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { buildPyramid, type Pyramid } from "../maths/pyramid.ts";
import { sampleRegion } from "../maths/region.ts";
import type { Raster } from "../ports.ts";
import { type FaceFrame, faceFrameOf } from "../subject/face-frame.ts";
import type { PictureSubject } from "../subject/subject.ts";
import { mainFaceOf } from "../subject/subject.ts";
import { advise, beginGuide, type Count, countOf, type Guidance } from "./advise.ts";
import { type Followed, followFaces } from "./follow-face.ts";
import { instructions } from "./instructions.ts";
import { type CloserModels, hasMoved, lookCloser } from "./look-closer.ts";
import { type AdviceById, pictureOf } from "./person-of-frame.ts";
import { type FrameModels, type FrameReading, liveCheckIds, readFrame } from "./read-frame.ts";
import type { Standing } from "./standing.ts";

/** Rank of a frame. Lower is better; the first difference decides. */
type Rank = readonly number[];

/**
 * Picks the frame with the fewest problems, which are the instructions that it would trigger. Among equals the first
 * wins.
 */
export function pickFrame(readings: readonly FrameReading[]): number {
  if (readings.length === 0) throw new RangeError("of no frames none is the best");
  const ranks = readings.map(rankOf);
  return ranks.reduce((best, rank, i) => (compare(rank, ranks[best]!) < 0 ? i : best), 0);
}

function rankOf(reading: FrameReading): Rank {
  const amiss = instructions.filter(({ applies }) => applies(reading, false)).map(({ id }) => id);
  const blur = reading.findings.get("blur");
  const isBlurred = blur?.verdict !== "pass";
  return [
    Number(reading.head === null),
    Number(amiss.includes("open-eyes")),
    amiss.length + Number(isBlurred),
    -(blur?.value ?? 0),
  ];
}

function compare(one: Rank, other: Rank): number {
  for (const [i, value] of one.entries()) {
    const difference = value - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Grey codes of `sidePx` × `sidePx`, upright and scaled to the face. */
type Thumbnail = Float32Array;

const sidePx = 12;
/** Extent of the thumbnail, in eye distances. It covers hair, ears, and the wall on which a shadow falls. */
const reach = 4.5;

function thumbnailOf(pyramid: Pyramid, { origin, iodPx, rollDeg }: FaceFrame): Thumbnail {
  const side = reach * iodPx;
  const region = {
    cx: origin.x,
    cy: origin.y,
    width: side,
    height: side,
    angleRad: (rollDeg * Math.PI) / 180,
  };
  const rgb = sampleRegion(pyramid, region, sidePx, sidePx, { from: 0, to: 255 });
  return Float32Array.from(
    { length: sidePx ** 2 },
    (_, i) => (rgb[3 * i]! + rgb[3 * i + 1]! + rgb[3 * i + 2]!) / 3,
  );
}

/**
 * Limits of a change, by our own choice from three people in front of the fake camera. Standing still or swaying, at
 * most three cells differ this much, because the mesh itself wavers. A fringe or hair let down over the ears changes
 * seven and more.
 */
const otherCodes = 32;
const maxOtherCells = 4;

/** Returns true if the thumbnails of a head and the wall around it differ, which detects a change without a network. */
const looksOther = (one: Thumbnail, other: Thumbnail): boolean =>
  one.reduce((count, code, i) => (Math.abs(code - other[i]!) > otherCodes ? count + 1 : count), 0) >
  maxOtherCells;

/** Interval between closer looks while nothing changes. */
const lookEveryMs = 1750;
/** After a closer look, only frames run for this many times its duration, so that a slow phone takes fewer looks. */
const framesPerLook = 4;
/** A change may bring the next look forward, but only after this pause. */
const minRestMs = 250;
/** The same pause as a multiple of the last look's duration; the longer one counts. */
const minRestPerLook = 2;

/** Result of a closer look, with the position and thumbnail of the head. */
interface Look {
  readonly advice: AdviceById;
  readonly standing: Standing;
  readonly thumbnail: Thumbnail;
}

const nothing: AdviceById = new Map();

type Head = NonNullable<FrameReading["head"]>;

interface SeenFrame {
  readonly picture: PictureSubject;
  readonly head: Head | null;
  /** True if the result allows no more urgent instruction. */
  readonly isClear: boolean;
  /** Count of the previous frame. */
  readonly count: Count;
}

interface CloserLooks {
  /** Returns the findings of the last closer look at this head; null before the first. Looks again first when due. */
  readonly of: (frame: SeenFrame, atMs: number) => Promise<AdviceById | null>;
  /** Returns the end of the last look, by the frames' clock. */
  readonly endedMs: () => number;
  readonly forget: () => void;
}

/** Creates the closer looks. `closer` returns null until its models are loaded. */
function openCloserLooks(models: FrameModels, closer: () => CloserModels | null): CloserLooks {
  let look: Look | null = null;
  let nextMs = Number.NEGATIVE_INFINITY;
  let endedMs = Number.NEGATIVE_INFINITY;
  let tookMs = 0;
  let wasLastCountSeen = false;
  /** Thumbnail of the previous frame. */
  let previous: Thumbnail | null = null;

  /** Returns true when a look is due. It waits while the person moves; the shot waits for the look. */
  function isDue(
    thumbnail: Thumbnail,
    isStill: boolean,
    isLastCount: boolean,
    atMs: number,
  ): boolean {
    if (atMs >= nextMs) return true;
    const restedMs = atMs - endedMs;
    const isOther = look === null || looksOther(look.thumbnail, thumbnail);
    if (isLastCount) return isOther || (!wasLastCountSeen && restedMs >= minRestMs);
    return isOther && isStill && restedMs >= Math.max(minRestMs, minRestPerLook * tookMs);
  }

  async function takeLook(
    { picture }: SeenFrame,
    { standing }: Head,
    thumbnail: Thumbnail,
    closerModels: CloserModels,
    atMs: number,
  ): Promise<void> {
    const beganMs = closerModels.clock();
    // A failed look is skipped: the next one comes in its turn.
    const foundAdvice = await lookCloser(picture, models, closerModels).catch(() => null);
    tookMs = closerModels.clock() - beganMs;
    look = { advice: foundAdvice ?? nothing, standing, thumbnail };
    nextMs = atMs + Math.max(lookEveryMs, (1 + framesPerLook) * tookMs);
    endedMs = atMs + tookMs;
  }

  return {
    async of(frame, atMs) {
      const { picture, head, isClear, count } = frame;
      const main = mainFaceOf(picture.faces);
      const thumbnail =
        head && main ? thumbnailOf(picture.pyramid, faceFrameOf(main.mesh.points)) : null;
      const isStill = thumbnail !== null && previous !== null && !looksOther(previous, thumbnail);
      previous = thumbnail;
      if (look && (!head || hasMoved(look.standing, head.standing))) look = null;
      const isLastCount = count === 1 || count === "shoot";
      wasLastCountSeen &&= isLastCount;
      const closerModels = closer();
      if (
        closerModels &&
        head &&
        thumbnail &&
        isClear &&
        isDue(thumbnail, isStill, isLastCount, atMs)
      ) {
        wasLastCountSeen = isLastCount;
        await takeLook(frame, head, thumbnail, closerModels, atMs);
      }
      return look?.advice ?? null;
    },
    endedMs: () => endedMs,
    forget() {
      look = null;
      previous = null;
    },
  };
}

/**
 * Guides by one frame: upright, long side 640 px, in camera order, and as the holder of the phone sees it: the caller
 * mirrors a front camera's frame. `atMs` is its time, by any consistent clock.
 */
export type GuideFrame = (frame: Raster, atMs: number) => Promise<Guidance>;

/** Longest pause between frames. After a longer one, such as a page in the background, the state is reset. */
const longestPauseMs = 600;

/** Opens the guide. `closer` returns null until the models of a closer look are loaded. */
export function openGuide(
  spec: PhotoSpec,
  models: FrameModels,
  closer: () => CloserModels | null,
): GuideFrame {
  let guide = beginGuide;
  let followed: Followed | null = null;
  /** Time at which the previous frame was finished. */
  let lastMs = Number.NEGATIVE_INFINITY;
  const looks = openCloserLooks(models, closer);

  return async (frame, atMs) => {
    if (atMs - lastMs > longestPauseMs) {
      [guide, followed] = [beginGuide, null];
      looks.forget();
    }
    // A frame that waited through a closer look was taken before its end.
    lastMs = Math.max(lastMs, atMs);
    const pyramid = buildPyramid(frame);
    followed = await followFaces(pyramid, followed, models, atMs);
    const picture = pictureOf(pyramid, followed.faces, spec);
    const reading = readFrame(picture, models, liveCheckIds);
    const { lastInstruction: previous } = guide;
    const isClear = !instructions.some((one) => one.applies(reading, one === previous));
    const advice = await looks.of(
      { picture, head: reading.head, isClear, count: countOf(guide, atMs) },
      atMs,
    );
    lastMs = Math.max(lastMs, looks.endedMs());
    const findings = advice ? new Map([...reading.findings, ...advice]) : reading.findings;
    guide = advise(guide, { ...reading, findings }, atMs);
    const count = countOf(guide, atMs);
    const { lastInstruction } = guide;
    // The next shot requires another good second.
    if (count === "shoot") guide = beginGuide;
    return {
      instruction: lastInstruction && { id: lastInstruction.id, words: lastInstruction.words },
      count,
    };
  };
}
