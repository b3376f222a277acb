/** How large a video's picture is: it changes as the phone is turned. */
import { type RefObject, useEffect, useState } from "react";

interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/** null while there is no picture. */
export function useVideoSize(video: RefObject<HTMLVideoElement>): VideoSize | null {
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
