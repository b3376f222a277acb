/** Height of the eyes in the finished photo. */
import { lengthCheck } from "./check.ts";

export const eyeLine = lengthCheck(
  "eye-line",
  ({ eyeLinePx }) => eyeLinePx,
  ({ faceCentreXPx, eyeLinePx }) => [
    { x: 0, y: eyeLinePx },
    { x: 2 * faceCentreXPx, y: eyeLinePx },
  ],
);
