/** Where in the camera's picture the person is to stand: the frame of the standard photo with room around it. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { landmark } from "../models/landmarks.ts";
import type { Raster, Rect } from "../ports.ts";
import type { FaceShape } from "../steps/describe-person.ts";

/** Of the largest frame of the spec's shape that fits; the rest is room for the engine to frame the head as the spec asks. */
const shareOfFrame = 0.86;

/** In pixels of the picture. */
export function silhouetteOf(picture: Pick<Raster, "width" | "height">, spec: PhotoSpec): Rect {
  const scale = shareOfFrame * Math.min(picture.width / spec.widthPx, picture.height / spec.heightPx);
  const width = spec.widthPx * scale;
  const height = spec.heightPx * scale;
  // At the lower edge no room is left over: below the chest there is nothing to frame.
  return { left: (picture.width - width) / 2, top: picture.height - height, width, height };
}

/** The face as the silhouette would frame it, in pixels of the standard photo. */
export interface Standing {
  readonly faceSizePx: number;
  readonly eyeLinePx: number;
  readonly faceCentreXPx: number;
}

export function standingOf(
  { frame, faceSizePx, points }: Pick<FaceShape, "frame" | "faceSizePx" | "points">,
  silhouette: Rect,
  spec: PhotoSpec,
): Standing {
  const scale = spec.widthPx / silhouette.width;
  return {
    faceSizePx: faceSizePx * scale,
    eyeLinePx: (frame.origin.y - silhouette.top) * scale,
    faceCentreXPx: ((points[landmark.rightCheek]!.x + points[landmark.leftCheek]!.x) / 2 - silhouette.left) * scale,
  };
}
