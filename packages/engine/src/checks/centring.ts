/** Horizontal position of the face in the finished photo. */
import { lengthCheck } from "./check.ts";

export const centring = lengthCheck(
  "centring",
  ({ faceCentreXPx }) => faceCentreXPx,
  ({ faceCentreXPx, eyeLinePx }) => [
    { x: faceCentreXPx, y: 0 },
    { x: faceCentreXPx, y: eyeLinePx },
  ],
);
