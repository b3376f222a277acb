/** Reliability of the face measurements. */
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const faceUnclear = personCheck({
  id: "face-unclear",
  measure: (subject) => ({
    value: subject.main.mesh.faceLogit,
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
  }),
});
