/** Brightness of the face. Well-lit skin of every tone has bright highlights; a dark photo has none. */
import { outline } from "../models/landmarks.ts";
import { highlightL } from "../subject/face-skin.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const dark = personCheck({
  id: "dark",
  measure: (subject) => ({
    value: highlightL(subject.skin),
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
  }),
});
