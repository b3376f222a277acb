/** Picture of the browser's rear camera, with guidance where an engine runs, and the shot. */
import type { PhotoSpec } from "@gradphoto/domain";
import { type RefObject, useEffect, useRef, useState } from "react";
import { cameraOutline } from "../../drawings/camera-outline.ts";
import type { LiveCameraProps } from "../camera.ts";
import { whenToCheck } from "../hold-engine.ts";
import { usePageInFront } from "../navigation.ts";
import type { Guidance, LiveGuidance, PhoneEngine } from "../phone-engine.ts";
import { useRearCamera } from "../rear-camera.ts";
import { copyScaled, followFrames, nextFrame } from "./follow-frames.ts";
import { pictureOf } from "./stored-picture.ts";
import { useSpokenGuidance } from "./use-spoken-guidance.ts";
import { holdWebEngine } from "./web-engine.ts";

/** Frame size for the engine: a larger one does not improve the position of the face. */
const frameLongSidePx = 640;
/** Consecutive failures after which guidance ends. A single one is normal when the camera was just turned. */
const maxFailures = 10;
/** One frame is analysed while the next is prepared. */
const maxPendingFrames = 2;

interface GuidanceInput {
  readonly video: RefObject<HTMLVideoElement>;
  readonly isOpen: boolean;
  /** null: no guidance yet. */
  readonly spec: PhotoSpec | null;
  /** Called when all has been good for a while and the countdown has ended. */
  readonly onShoot: () => void;
}

interface GuidedCamera {
  /** null without an engine, as on an old phone. */
  readonly guidance: LiveGuidance | null;
  /** null until it can analyse frames. */
  readonly engine: PhoneEngine | null;
}

/** Passes camera frames through the engine on this phone, and returns its guidance. */
function useGuidance({ video, isOpen, spec, onShoot }: GuidanceInput): GuidedCamera {
  const { engine, share, giveUp } = useLiveEngine(spec !== null);
  const [hint, setHint] = useState<Guidance | null>(null);
  const shoot = useRef(onShoot);
  shoot.current = onShoot;
  useEffect(() => {
    if (!video.current || engine === null || spec === null || !isOpen) return;
    const onGuidance = (guidance: Guidance): void => {
      setHint((previous) => (previous && isSame(previous, guidance) ? previous : guidance));
      if (guidance.count === "shoot") shoot.current();
    };
    return guideFrames(video.current, engine.guide(spec), onGuidance, giveUp);
  }, [video, isOpen, engine, spec, giveUp]);
  return { guidance: share === null ? null : { share, hint }, engine };
}

/** Avoids a rerender when the displayed values are equal. */
const isSame = (one: Guidance, other: Guidance): boolean =>
  one.count === other.count && one.instruction?.id === other.instruction?.id;

interface LiveEngine {
  /** null until guidance can start. */
  readonly engine: PhoneEngine | null;
  /** Downloaded share of what it needs to start; null where it cannot. */
  readonly share: number | null;
}

const noEngine: LiveEngine = { engine: null, share: null };

/** Loads while the camera permission is pending, where this phone checks at all; the files of the check follow. */
function useLiveEngine(isWanted: boolean): LiveEngine & { readonly giveUp: () => void } {
  const [live, setLive] = useState(noEngine);
  const giveUp = useRef(() => setLive(noEngine)).current;
  useEffect(() => {
    if (!isWanted || whenToCheck() !== "at-once") return;
    const engine = holdWebEngine();
    let isOver = false;
    const stopLoad = engine.followLoad((load) =>
      setLive((previous) => ({ ...previous, share: load.live })),
    );
    const end = (): void => {
      isOver = true;
      stopLoad();
    };
    engine.live.then(
      () => {
        if (isOver) return;
        end();
        setLive({ engine, share: 1 });
        // Without it, only the service checks.
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

/** Returns a function that stops it. */
function guideFrames(
  video: HTMLVideoElement,
  guide: ReturnType<PhoneEngine["guide"]>,
  onGuidance: (guidance: Guidance) => void,
  giveUp: () => void,
): () => void {
  let pending = 0;
  let failures = 0;
  let isOver = false;
  const canvas = new OffscreenCanvas(1, 1);
  const look = async (): Promise<void> => {
    const size = { width: video.videoWidth, height: video.videoHeight };
    const guidance = await guide(copyScaled(video, size, frameLongSidePx, canvas));
    failures = 0;
    if (guidance && !isOver) onGuidance(guidance);
  };
  const stop = followFrames(video, () => {
    if (pending >= maxPendingFrames || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)
      return;
    pending += 1;
    look()
      .catch(() => {
        failures += 1;
        if (!isOver && failures >= maxFailures) giveUp();
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

const burst = 5;
/** Sharpness and open eyes can be judged at this size as well. */
const judgedLongSidePx = 1280;
const jpegQuality = 0.95;

/** null where the browser gives no picture. */
async function takePhoto(
  video: HTMLVideoElement,
  engine: PhoneEngine | null,
): Promise<Blob | null> {
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
      judged.push(copyScaled(frame, frame, judgedLongSidePx, canvas));
    }
    const bestPhoto = engine.bestOf(judged);
    judged = [];
    const best = frames[await bestPhoto];
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

interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/** null while there is no picture. */
function useVideoSize(video: RefObject<HTMLVideoElement>): VideoSize | null {
  const [size, setSize] = useState<VideoSize | null>(null);
  useEffect(() => {
    const { current } = video;
    if (!current) return;
    const read = (): void => {
      const { videoWidth: width, videoHeight: height } = current;
      setSize(width > 0 ? { width, height } : null);
    };
    read();
    current.addEventListener("resize", read);
    return () => current.removeEventListener("resize", read);
  }, [video]);
  return size;
}

/** Requested size: the largest picture that the camera gives. */
const size = { widthPx: 2560, heightPx: 1920 };

export function WebCamera({ spec, spoken, onPicture, children }: LiveCameraProps) {
  const { video, state, lens } = useRearCamera(size);
  const picture = useVideoSize(video);
  const [isShooting, setShooting] = useState(false);
  /**
   * A ref, to act at once: a tap may coincide with the end of the countdown, or another countdown may end before the
   * next page.
   */
  const isTaken = useRef(false);
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  const isInFront = usePageInFront();
  const isOpen = state === "open" && isInFront;
  const { guidance, engine } = useGuidance({ video, isOpen, spec, onShoot: () => void shoot() });
  const shoot = async (): Promise<void> => {
    if (!video.current || lens === null || isTaken.current) return;
    isTaken.current = true;
    setShooting(true);
    const photo = await takePhoto(video.current, engine).catch(() => null);
    if (isLeft.current) return;
    isTaken.current = photo !== null;
    setShooting(false);
    onPicture(photo && pictureOf(photo), lens);
  };
  const hint = guidance?.hint ?? null;
  useSpokenGuidance(hint, isInFront ? spoken : null);
  const isGood = hint !== null && hint.instruction === null && hint.count !== "wait";
  const view = (
    <>
      <video ref={video} className="camera__video" playsInline muted />
      {spec && picture && (
        <img className="camera__guide" src={cameraOutline(picture, spec, isGood)} alt="" />
      )}
    </>
  );
  return children({
    view,
    lens,
    guidance,
    state: isShooting ? "shooting" : state,
    shoot: () => void shoot(),
  });
}
