/** Width of the face in the finished photo. */
import { lengthCheck } from "./check.ts";

export const faceWidth = lengthCheck(
  "face-width",
  ({ faceWidthPx }) => faceWidthPx,
  ({ faceCentreXPx, faceWidthPx, eyeLinePx }) => [
    { x: faceCentreXPx - faceWidthPx / 2, y: eyeLinePx },
    { x: faceCentreXPx + faceWidthPx / 2, y: eyeLinePx },
  ],
);
