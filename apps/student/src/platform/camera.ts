/** What a camera on the page gives, on the web as in WeChat. */
import type { Language, PhotoSpec } from "@gradphoto/domain";
import type { ReactNode } from "react";
import type { LiveGuidance } from "./phone-engine.ts";
import type { Picture } from "./platform.ts";

/** `closed`: it could not be opened, or the student did not allow it; `absent`: the device has none. */
export type CameraState = "opening" | "open" | "closed" | "absent";

/** `other`: not the rear one, or one that does not say where it looks. */
export type Lens = "rear" | "other";

export interface LiveCamera {
  readonly view: ReactNode;
  readonly state: CameraState | "shooting";
  /** null until it is open. */
  readonly lens: Lens | null;
  readonly shoot: () => void;
  /** null where no engine runs: what to change is then told by the service, of the photo. */
  readonly guidance: LiveGuidance | null;
}

export interface LiveCameraProps {
  /** What the photo is taken for; null while it is not known, and nobody can be guided. */
  readonly spec: PhotoSpec | null;
  /** In which what is to be changed is said aloud; null: it is silent. */
  readonly spoken: Language | null;
  readonly onPicture: (picture: Picture | null, lens: Lens) => void;
  readonly children: (camera: LiveCamera) => ReactNode;
}
