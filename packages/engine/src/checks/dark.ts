/** Is the face bright enough? Skin of every tone has highlights that light makes bright; a dark photo has none. */
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
