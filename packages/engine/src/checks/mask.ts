/** Mask or cloth over mouth and nose. */
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { maskShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const mask = personCheck({
  id: "mask",
  measure: (subject) => ({
    value: maskShare(subject),
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
  }),
});
