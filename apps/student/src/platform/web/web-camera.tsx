/** What the rear camera of the browser sees, guided where an engine runs, and a picture of it. */
import { useEffect, useRef, useState } from "react";
import { cameraOutline } from "../../drawings/camera-outline.ts";
import type { LiveCameraProps } from "../camera.ts";
import { usePageInFront } from "../navigation.ts";
import { useRearCamera } from "../rear-camera.ts";
import { pictureOf } from "./kept-picture.ts";
import { takePhoto } from "./take-photo.ts";
import { useGuidance } from "./use-guidance.ts";
import { useSpokenGuidance } from "./use-spoken-guidance.ts";
import { useVideoSize } from "./use-video-size.ts";

/** The largest picture the camera gives. */
const size = { widthPx: 2560, heightPx: 1920 };

export function WebCamera({ spec, spoken, onPicture, children }: LiveCameraProps) {
  const { video, state, lens } = useRearCamera(size);
  const picture = useVideoSize(video);
  const [isShooting, setShooting] = useState(false);
  /** At once: a tap may come with the end of the count, and another count before the next page. */
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
  const said = guidance?.said ?? null;
  useSpokenGuidance(said, isInFront ? spoken : null);
  const isGood = said !== null && said.instruction === null && said.count !== "wait";
  const view = (
    <>
      <video ref={video} className="camera__video" playsInline muted />
      {spec && picture && <img className="camera__guide" src={cameraOutline(picture, spec, isGood)} alt="" />}
    </>
  );
  return children({ view, lens, guidance, state: isShooting ? "shooting" : state, shoot: () => void shoot() });
}
