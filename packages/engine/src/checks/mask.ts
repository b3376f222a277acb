/** Does a mask or cloth cover mouth and nose? */
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { maskShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const mask = personCheck({
  id: "mask",
  advice: {
    zh: "请摘下口罩，露出整张脸，再拍一张",
    en: "Take the mask off, show the whole face, and take it again",
  },
  measure: (subject) => ({
    value: maskShare(subject),
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
  }),
});
