/** Where in the camera's picture the person is to stand: the frame of the standard photo with room around it. */
import type { PhotoSpec } from "./photo-spec.ts";

/** In pixels of the picture. */
export interface Silhouette {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of the largest frame of the spec's shape that fits; the rest is room for the engine to frame the head as the spec asks. */
const shareOfFrame = 0.86;

export function silhouetteOf(
  picture: { readonly width: number; readonly height: number },
  spec: Pick<PhotoSpec, "widthPx" | "heightPx">,
): Silhouette {
  const scale = shareOfFrame * Math.min(picture.width / spec.widthPx, picture.height / spec.heightPx);
  const width = spec.widthPx * scale;
  const height = spec.heightPx * scale;
  // At the lower edge no room is left over: below the chest there is nothing to frame.
  return { left: (picture.width - width) / 2, top: picture.height - height, width, height };
}
