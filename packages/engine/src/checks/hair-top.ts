/** Position of the hair top in the finished photo. */
import { lengthCheck } from "./check.ts";

export const hairTop = lengthCheck(
  "hair-top",
  ({ hairTopPx }) => hairTopPx,
  ({ faceCentreXPx, hairTopPx }) => [
    { x: 0, y: hairTopPx },
    { x: 2 * faceCentreXPx, y: hairTopPx },
  ],
);
