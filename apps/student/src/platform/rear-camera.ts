/** Rear camera in a video element while it is on the page; web only. */
import { type RefObject, useEffect, useRef, useState } from "react";
import type { CameraState, Lens } from "./camera.ts";

export interface RearCamera {
  readonly video: RefObject<HTMLVideoElement>;
  readonly state: CameraState;
  /** null until it is open. */
  readonly lens: Lens | null;
}

/** Takes the nearest size that the browser supports, and another camera only where there is no rear one. */
export function useRearCamera(size: {
  readonly widthPx: number;
  readonly heightPx: number;
}): RearCamera {
  const { widthPx, heightPx } = size;
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("opening");
  const [lens, setLens] = useState<Lens | null>(null);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let left = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const open = async () => {
      try {
        stream = await openCamera({ width: { ideal: widthPx }, height: { ideal: heightPx } });
        if (left || !video.current) return stop();
        video.current.srcObject = stream;
        await video.current.play();
        setLens(lensOf(stream));
        setState("open");
      } catch (error) {
        if (!left)
          setState(error instanceof Error && error.name === "NotFoundError" ? "absent" : "closed");
      }
    };
    void open();
    return () => {
      left = true;
      stop();
    };
  }, [widthPx, heightPx]);
  return { video, state, lens };
}

async function openCamera(size: MediaTrackConstraints): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  try {
    return await mediaDevices.getUserMedia({
      video: { ...size, facingMode: { exact: "environment" } },
    });
  } catch (error) {
    // No camera reports facing the rear, as on computers; any other error is a refusal.
    if (!(error instanceof Error && error.name === "OverconstrainedError")) throw error;
    return mediaDevices.getUserMedia({ video: size });
  }
}

const lensOf = (stream: MediaStream): Lens =>
  stream.getVideoTracks()[0]?.getSettings().facingMode === "environment" ? "rear" : "other";
