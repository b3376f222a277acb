/** Scans the frames of the rear camera for a QR code; web only. */
import { useEffect, useRef } from "react";
import { platform } from "./index.ts";
import { type RearCamera, useRearCamera } from "./rear-camera.ts";

interface LiveScannerProps {
  /** Called with the text of the first code. */
  readonly onCode: (text: string) => void;
  readonly onState: (state: RearCamera["state"]) => void;
}

/** Enough resolution, since a code on another screen fills a good part of the frame. */
const size = { widthPx: 1280, heightPx: 960 };
const pauseMs = 120;

export function LiveScanner({ onCode, onState }: LiveScannerProps) {
  const { video, state } = useRearCamera(size);
  const latest = useRef({ onCode, onState });
  latest.current = { onCode, onState };
  useEffect(() => latest.current.onState(state), [state]);
  useEffect(() => {
    if (state !== "open") return;
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const look = async () => {
      const { current } = video;
      if (current && pen && current.videoWidth > 0) {
        canvas.width = current.videoWidth;
        canvas.height = current.videoHeight;
        pen.drawImage(current, 0, 0);
        // The reader itself may fail to load over a bad connection: the next frame tries again.
        const frame = pen.getImageData(0, 0, canvas.width, canvas.height);
        const text = await platform.readCodeInFrame(frame).catch(() => null);
        if (left) return;
        if (text !== null) return latest.current.onCode(text);
      }
      timer = setTimeout(() => void look(), pauseMs);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [state, video]);
  return <video ref={video} className="camera__video" playsInline muted />;
}
