/** What the rear camera sees, with the outline of head and shoulders over it; on the web alone. */
import type { ReactNode } from "react";
import { svgAddress } from "../drawings/svg.ts";
import type { Picture } from "./platform.ts";
import { type RearCamera, useRearCamera } from "./rear-camera.ts";

interface Camera {
  readonly view: ReactNode;
  readonly state: RearCamera["state"];
  readonly shoot: () => void;
}

interface LiveCameraProps {
  readonly onPicture: (picture: Picture | null) => void;
  readonly children: (camera: Camera) => ReactNode;
}

const guide = svgAddress(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"><g stroke="#000" stroke-width="5" opacity="0.3"><rect x="6" y="6" width="288" height="388" rx="8"/><ellipse cx="150" cy="160" rx="62" ry="82"/><path d="M40 394c6-80 40-108 82-122M260 394c-6-80-40-108-82-122"/></g><rect x="6" y="6" width="288" height="388" rx="8"/><ellipse cx="150" cy="160" rx="62" ry="82" stroke-dasharray="8 7"/><path d="M40 394c6-80 40-108 82-122M260 394c-6-80-40-108-82-122" stroke-dasharray="8 7"/><path d="M30 150h40M230 150h40"/></svg>',
);

/** The largest picture the camera gives. */
const wanted = { widthPx: 2560, heightPx: 1920 };
const jpegQuality = 0.95;

export function LiveCamera({ onPicture, children }: LiveCameraProps) {
  const { video, state } = useRearCamera(wanted);
  const shoot = () => {
    if (!video.current) return;
    const { videoWidth, videoHeight } = video.current;
    const canvas = document.createElement("canvas");
    canvas.width = videoWidth;
    canvas.height = videoHeight;
    canvas.getContext("2d")?.drawImage(video.current, 0, 0);
    canvas.toBlob(
      (blob) => onPicture(blob && { url: URL.createObjectURL(blob), bytes: blob.size }),
      "image/jpeg",
      jpegQuality,
    );
  };
  const view = (
    <>
      <video ref={video} className="camera__video" playsInline muted />
      <img className="camera__guide" src={guide} alt="" />
    </>
  );
  return children({ view, state, shoot });
}
