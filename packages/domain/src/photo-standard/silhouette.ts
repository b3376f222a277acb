/** Outline for the person in the camera picture: the frame of the standard photo with a margin. */
import type { PhotoSpec } from "./photo-spec.ts";

/** In pixels of the picture. */
export interface Silhouette {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Share of the largest frame with the spec's aspect ratio; the margin lets the engine frame the head as the spec
 * requires.
 */
const shareOfFrame = 0.86;

export function silhouetteOf(
  picture: { readonly width: number; readonly height: number },
  spec: Pick<PhotoSpec, "widthPx" | "heightPx">,
): Silhouette {
  const scale = shareOfFrame * Math.min(picture.width / spec.widthPx, picture.height / spec.heightPx);
  const width = spec.widthPx * scale;
  const height = spec.heightPx * scale;
  // No margin at the lower edge: below the chest there is nothing to frame.
  return { left: (picture.width - width) / 2, top: picture.height - height, width, height };
}
