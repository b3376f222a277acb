/** When a head is looked at closer again, and what the last look found for as long as that holds. */
import { faceFrameOf } from "../subject/face-frame.ts";
import { mainFaceOf } from "../subject/main-face.ts";
import type { PictureSubject } from "../subject/subject.ts";
import type { FoundById } from "./frame-subject.ts";
import type { Count } from "./guidance.ts";
import { type CloserModels, hasMoved, lookCloser } from "./look-closer.ts";
import type { FrameModels, FrameReading } from "./read-frame.ts";
import type { Standing } from "./standing.ts";
import { looksOther, type Thumbnail, thumbnailOf } from "./thumbnail.ts";

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

export interface SeenFrame {
  readonly picture: PictureSubject;
  readonly head: Head | null;
  /** It calls for nothing more pressing. */
  readonly isClear: boolean;
  /** Of the frame before. */
  readonly count: Count;
}

export interface CloserLooks {
  /** What is known of this head; null: nothing. Looks anew where that is due. */
  readonly of: (frame: SeenFrame, atMs: number) => Promise<FoundById | null>;
  /** When the last look ended, by the frames' clock. */
  readonly endedMs: () => number;
  readonly forget: () => void;
}

/** `closer`: null until what it takes is there. */
export function openCloserLooks(models: FrameModels, closer: () => CloserModels | null): CloserLooks {
  let look: Look | null = null;
  let nextMs = Number.NEGATIVE_INFINITY;
  let endedMs = Number.NEGATIVE_INFINITY;
  let tookMs = 0;
  let wasLastCountSeen = false;
  /** Of the frame before. */
  let before: Thumbnail | null = null;

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
    const found = await lookCloser(picture, models, around).catch(() => null);
    tookMs = around.clock() - beganMs;
    look = { found: found ?? nothing, standing, thumbnail };
    nextMs = atMs + Math.max(lookEveryMs, (1 + framesPerLook) * tookMs);
    endedMs = atMs + tookMs;
  }

  return {
    async of(frame, atMs) {
      const { picture, head, isClear, count } = frame;
      const main = mainFaceOf(picture.faces);
      const thumbnail = head && main ? thumbnailOf(picture.pyramid, faceFrameOf(main.mesh.points)) : null;
      const isStill = thumbnail !== null && before !== null && !looksOther(before, thumbnail);
      before = thumbnail;
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
      before = null;
    },
  };
}
