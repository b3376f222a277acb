/** Interface of the camera on a page, for the web and WeChat. */
import type { Language, PhotoSpec } from "@gradphoto/domain";
import type { ReactNode } from "react";
import type { LiveGuidance } from "./phone-engine.ts";
import type { Picture } from "./platform.ts";

/** `closed`: it could not be opened, or the student denied it; `absent`: the device has none. */
export type CameraState = "opening" | "open" | "closed" | "absent";

/** `other`: not the rear camera, or one that does not report its direction. */
export type Lens = "rear" | "other";

export interface LiveCamera {
  readonly view: ReactNode;
  readonly state: CameraState | "shooting";
  /** null until it is open. */
  readonly lens: Lens | null;
  readonly shoot: () => void;
  /** null without an engine: the service then reports what to change, from the photo. */
  readonly guidance: LiveGuidance | null;
}

export interface LiveCameraProps {
  /** Spec of the photo; null while it is not known, and there is no guidance. */
  readonly spec: PhotoSpec | null;
  /** Language of spoken hints; null: silent. */
  readonly spoken: Language | null;
  readonly onPicture: (picture: Picture | null, lens: Lens) => void;
  readonly children: (camera: LiveCamera) => ReactNode;
}
