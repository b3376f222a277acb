/** Is the face bright enough? Skin of every tone has highlights that light makes bright; a dark photo has none. */
import { outline } from "../models/landmarks.ts";
import { highlightL } from "../subject/face-skin.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const dark = personCheck({
  id: "dark",
  advice: {
    zh: "请到光线充足的室内，面向光源，再拍一张",
    en: "Go to a well-lit room, face the light, and take it again",
  },
  measure: (subject) => ({
    value: highlightL(subject.skin),
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
  }),
});
