/** The rear camera in a video element, for as long as it is on the page; on the web alone. */
import { type RefObject, useEffect, useRef, useState } from "react";

export interface RearCamera {
  readonly video: RefObject<HTMLVideoElement>;
  /** `closed`: there is none, or the student did not allow it. */
  readonly state: "opening" | "open" | "closed";
}

/** The browser takes what comes nearest. */
export function useRearCamera(wanted: { readonly widthPx: number; readonly heightPx: number }): RearCamera {
  const { widthPx, heightPx } = wanted;
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<RearCamera["state"]>("opening");
  useEffect(() => {
    let stream: MediaStream | null = null;
    let left = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: { ideal: "environment" }, width: { ideal: widthPx }, height: { ideal: heightPx } },
        });
        if (left || !video.current) return stop();
        video.current.srcObject = stream;
        await video.current.play();
        setState("open");
      } catch {
        if (!left) setState("closed");
      }
    };
    void open();
    return () => {
      left = true;
      stop();
    };
  }, [widthPx, heightPx]);
  return { video, state };
}
