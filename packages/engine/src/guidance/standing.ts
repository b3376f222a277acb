/** Position of the person in the silhouette that overlays the camera's picture. */
import type { PhotoSpec, Silhouette } from "@gradphoto/domain/photo-standard";
import { landmark } from "../models/landmarks.ts";
import type { FaceShape } from "../steps/describe-person.ts";

/** Position of the face as the silhouette would frame it, in pixels of the standard photo. */
export interface Standing {
  readonly faceSizePx: number;
  readonly eyeLinePx: number;
  readonly faceCentreXPx: number;
}

export function standingOf(
  { frame, faceSizePx, points }: Pick<FaceShape, "frame" | "faceSizePx" | "points">,
  silhouette: Silhouette,
  spec: PhotoSpec,
): Standing {
  const scale = spec.widthPx / silhouette.width;
  return {
    faceSizePx: faceSizePx * scale,
    eyeLinePx: (frame.origin.y - silhouette.top) * scale,
    faceCentreXPx:
      ((points[landmark.rightCheek]!.x + points[landmark.leftCheek]!.x) / 2 - silhouette.left) *
      scale,
  };
}
