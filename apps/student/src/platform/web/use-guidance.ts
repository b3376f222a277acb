/** Leads the frames of a camera through the engine on this phone, and says what they call for. */
import type { PhotoSpec } from "@gradphoto/domain";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Guidance, LiveGuidance, PhoneEngine } from "../phone-engine.ts";
import { copyOf, followFrames } from "./video-frames.ts";
import { holdWebEngine } from "./web-engine.ts";
import { whenToCheck } from "./when-to-check.ts";

/** What the engine looks at: a larger one tells it nothing more of where a face stands. */
const frameLongSidePx = 640;
/** So many that could not be read in a row: it is of no use any more. One alone comes of a camera that was just turned. */
const mostFailures = 10;
/** One is looked at while the next is made ready. */
const mostAtOnce = 2;

interface GuidanceInput {
  readonly video: RefObject<HTMLVideoElement>;
  readonly isOpen: boolean;
  /** null: nobody is guided yet. */
  readonly spec: PhotoSpec | null;
  /** All has been good for a while, and the count is down. */
  readonly onShoot: () => void;
}

interface GuidedCamera {
  /** null where there is no engine, as on an old phone. */
  readonly guidance: LiveGuidance | null;
  /** null until it can tell one frame from another. */
  readonly engine: PhoneEngine | null;
}

export function useGuidance({ video, isOpen, spec, onShoot }: GuidanceInput): GuidedCamera {
  const { engine, share, giveUp } = useLiveEngine(spec !== null);
  const [said, setSaid] = useState<Guidance | null>(null);
  const shoot = useRef(onShoot);
  shoot.current = onShoot;
  useEffect(() => {
    if (!video.current || engine === null || spec === null || !isOpen) return;
    const hear = (guidance: Guidance): void => {
      setSaid((before) => (before && isSame(before, guidance) ? before : guidance));
      if (guidance.count === "shoot") shoot.current();
    };
    return guideFrames(video.current, engine.guide(spec), hear, giveUp);
  }, [video, isOpen, engine, spec, giveUp]);
  return { guidance: share === null ? null : { share, said }, engine };
}

/** The page is drawn anew for what it shows alone. */
const isSame = (one: Guidance, other: Guidance): boolean =>
  one.count === other.count && one.instruction?.id === other.instruction?.id;

interface LiveEngine {
  /** null until guidance can begin. */
  readonly engine: PhoneEngine | null;
  /** Of what it takes to begin; null where it cannot. */
  readonly share: number | null;
}

const noEngine: LiveEngine = { engine: null, share: null };

/** It comes while the camera is being allowed, where this phone checks at all; what the check needs comes behind it. */
function useLiveEngine(isWanted: boolean): LiveEngine & { readonly giveUp: () => void } {
  const [live, setLive] = useState(noEngine);
  const giveUp = useRef(() => setLive(noEngine)).current;
  useEffect(() => {
    if (!isWanted || whenToCheck() !== "at-once") return;
    const engine = holdWebEngine();
    let isOver = false;
    const stopLoad = engine.followLoad((load) => setLive((before) => ({ ...before, share: load.live })));
    const end = (): void => {
      isOver = true;
      stopLoad();
    };
    engine.live.then(
      () => {
        if (isOver) return;
        end();
        setLive({ engine, share: 1 });
        // Without it the service checks.
        engine.prepare().catch(() => {});
      },
      () => {
        if (!isOver) giveUp();
        end();
      },
    );
    return () => {
      end();
      engine.release();
    };
  }, [isWanted, giveUp]);
  return { ...live, giveUp };
}

/** Answers how to stop. */
function guideFrames(
  video: HTMLVideoElement,
  guide: ReturnType<PhoneEngine["guide"]>,
  hear: (guidance: Guidance) => void,
  giveUp: () => void,
): () => void {
  let pending = 0;
  let failures = 0;
  let isOver = false;
  const canvas = new OffscreenCanvas(1, 1);
  const look = async (): Promise<void> => {
    const size = { width: video.videoWidth, height: video.videoHeight };
    const guidance = await guide(copyOf(video, size, frameLongSidePx, canvas));
    failures = 0;
    if (guidance && !isOver) hear(guidance);
  };
  const stop = followFrames(video, () => {
    if (pending >= mostAtOnce || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    pending += 1;
    look()
      .catch(() => {
        failures += 1;
        if (!isOver && failures >= mostFailures) giveUp();
      })
      .finally(() => {
        pending -= 1;
      });
  });
  return () => {
    isOver = true;
    stop();
  };
}
