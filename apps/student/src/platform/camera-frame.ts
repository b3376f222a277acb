/** What a camera on the page gives, on the web as in WeChat, and the outline of head and shoulders that lies still over it. */
import type { ReactNode } from "react";
import { svgAddress } from "../drawings/svg.ts";
import type { Picture } from "./platform.ts";

/** `closed`: there is none, or the student did not allow it. */
export type CameraState = "opening" | "open" | "closed";

/** `other`: not the rear one, or one that does not say where it looks. */
export type Lens = "rear" | "other";

interface LiveCamera {
  readonly view: ReactNode;
  readonly state: CameraState;
  /** null until it is open. */
  readonly lens: Lens | null;
  readonly shoot: () => void;
}

export interface LiveCameraProps {
  readonly onPicture: (picture: Picture | null, lens: Lens) => void;
  readonly children: (camera: LiveCamera) => ReactNode;
}

export const cameraFrame = svgAddress(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"><g stroke="#000" stroke-width="5" opacity="0.3"><rect x="6" y="6" width="288" height="388" rx="8"/><ellipse cx="150" cy="160" rx="62" ry="82"/><path d="M40 394c6-80 40-108 82-122M260 394c-6-80-40-108-82-122"/></g><rect x="6" y="6" width="288" height="388" rx="8"/><ellipse cx="150" cy="160" rx="62" ry="82" stroke-dasharray="8 7"/><path d="M40 394c6-80 40-108 82-122M260 394c-6-80-40-108-82-122" stroke-dasharray="8 7"/><path d="M30 150h40M230 150h40"/></svg>',
);
