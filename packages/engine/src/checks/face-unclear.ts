/** Can the face be read reliably? */

import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const faceUnclear = personCheck({
  id: "face-unclear",
  advice: {
    zh: "请露出整张脸，不要被头发、手或口罩遮挡，正对镜头再拍一张",
    en: "Show the whole face, not covered by hair, hands or a mask, and take it again facing the lens",
  },
  measure: (subject) => ({
    value: subject.main.mesh.faceLogit,
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
  }),
});
